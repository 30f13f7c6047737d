module.exports = { title: "Reports" };
