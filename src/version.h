/*
 * version: what --version and a document's `generator` say. May be used by every file.
 */
#ifndef VERSION_H
#define VERSION_H

#define REPORT2YAML_VERSION "0.1.0"

#endif
