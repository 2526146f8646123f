"""The worksheet functions in native form: LAMBDA names over the tables, without macros and without Python."""
