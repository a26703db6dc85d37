// Made from the OpenAPI document by `make gen`; do not edit.
export {};
