/** What the service answers with, by the names of its OpenAPI document. `byteSize` and counts are decimal strings. */
import type { components } from "./generated/api.js";
type Schemas = components["schemas"];
export type Artifact = Schemas["Artifact"];
export type Download = Schemas["Download"];
export type Export = Schemas["Export"];
export type ExportStatus = Schemas["ExportStatus"];
export type FhirResourceType = Schemas["FhirResourceType"];
export type Signal = Schemas["Signal"];
export type SignalNamespace = Schemas["SignalNamespace"];
export type Payload = Schemas["SignalPayload"];
export {};
