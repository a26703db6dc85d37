/** What the service answers with, by the names of its OpenAPI document. `byteSize` and counts are decimal strings. */
export {};
