# Made from _async by `make gen`; do not edit.
