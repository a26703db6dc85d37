// Made from the OpenAPI document by `make gen`; do not edit.

export interface paths {
    "/api/sdk/v1/records/data-packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the data packages: which records a connection grants by each of them
         * @description Lists the data packages: which records a connection grants by each of them. They are the same for every caller. Needs the scope `records:read`, `records:export` or `records:import`.
         */
        get: operations["ListDataPackages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Lists the data packages: which records a connection grants by each of them: the headers alone
         * @description Lists the data packages: which records a connection grants by each of them. They are the same for every caller. Needs the scope `records:read`, `records:export` or `records:import`.
         */
        head: operations["ListDataPackagesHead"];
        patch?: never;
        trace?: never;
    };
    "/api/sdk/v1/records/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists exports, newest first, one page at a time
         * @description Lists exports, newest first, one page at a time. Needs the scope `records:read` or `records:export`.
         */
        get: operations["ListExports"];
        put?: never;
        /**
         * Queues an export of a connection's records
         * @description Queues an export of a connection's records. The job is durable once this answers. Needs the scope `records:export` and an `Idempotency-Key`.
         */
        post: operations["ExportRecords"];
        delete?: never;
        options?: never;
        /**
         * Lists exports, newest first, one page at a time: the headers alone
         * @description Lists exports, newest first, one page at a time. Needs the scope `records:read` or `records:export`.
         */
        head: operations["ListExportsHead"];
        patch?: never;
        trace?: never;
    };
    "/api/sdk/v1/records/exports/{exportId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns one export: its state, its progress and, once it is READY, the size and checksum of its file
         * @description Returns one export: its state, its progress and, once it is READY, the size and checksum of its file. Needs the scope `records:read` or `records:export`.
         */
        get: operations["GetExport"];
        put?: never;
        post?: never;
        /**
         * Stops a QUEUED or RUNNING export, or deletes the artifact of a READY one; the export becomes CANCELLED
         * @description Stops a QUEUED or RUNNING export, or deletes the artifact of a READY one; the export becomes CANCELLED. Cancelling a CANCELLED export changes nothing. Needs the scope `records:export`.
         */
        delete: operations["CancelExport"];
        options?: never;
        /**
         * Returns one export: its state, its progress and, once it is READY, the size and checksum of its file: the headers alone
         * @description Returns one export: its state, its progress and, once it is READY, the size and checksum of its file. Needs the scope `records:read` or `records:export`.
         */
        head: operations["GetExportHead"];
        patch?: never;
        trace?: never;
    };
    "/api/sdk/v1/records/exports/{exportId}/artifact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Streams the artifact of a READY export
         * @description Streams the artifact of a READY export. Over REST it honours `Range` and `If-Range`. Needs the scope `records:read`, or a `token` that GetExportDownload signed.
         */
        get: operations["DownloadExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Streams the artifact of a READY export: the headers alone
         * @description Streams the artifact of a READY export. Over REST it honours `Range` and `If-Range`. Needs the scope `records:read`, or a `token` that GetExportDownload signed.
         */
        head: operations["DownloadExportHead"];
        patch?: never;
        trace?: never;
    };
    "/api/sdk/v1/records/exports/{exportId}/artifact/deletions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Streams the deletions of a READY export by `since`: the records that were deleted since then, as FHIR Bundles of type `transaction`, one a line, whose entries have `request.method` DELETE
         * @description Streams the deletions of a READY export by `since`: the records that were deleted since then, as FHIR Bundles of type `transaction`, one a line, whose entries have `request.method` DELETE. Over REST it honours `Range` and `If-Range`. Needs the scope `records:read`, or a `token` that GetExportDownload signed.
         */
        get: operations["DownloadExportDeletions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Streams the deletions of a READY export by `since`: the records that were deleted since then, as FHIR Bundles of type `transaction`, one a line, whose entries have `request.method` DELETE: the headers alone
         * @description Streams the deletions of a READY export by `since`: the records that were deleted since then, as FHIR Bundles of type `transaction`, one a line, whose entries have `request.method` DELETE. Over REST it honours `Range` and `If-Range`. Needs the scope `records:read`, or a `token` that GetExportDownload signed.
         */
        head: operations["DownloadExportDeletionsHead"];
        patch?: never;
        trace?: never;
    };
    "/api/sdk/v1/records/exports/{exportId}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Signs short-lived URLs of the export's files that work without an API key, for a browser or a download manager
         * @description Signs short-lived URLs of the export's files that work without an API key, for a browser or a download manager. Needs the scope `records:read`.
         */
        get: operations["GetExportDownload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Signs short-lived URLs of the export's files that work without an API key, for a browser or a download manager: the headers alone
         * @description Signs short-lived URLs of the export's files that work without an API key, for a browser or a download manager. Needs the scope `records:read`.
         */
        head: operations["GetExportDownloadHead"];
        patch?: never;
        trace?: never;
    };
    "/api/sdk/v1/records/exports/{exportId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follows an export: its present state at once, then each change of state or progress, ending after a final state
         * @description Follows an export: its present state at once, then each change of state or progress, ending after a final state. Over REST these are server-sent events, each with the state as its `id`. Needs the scope `records:read` or `records:export`, or a `token` that GetExportWatch signed.
         */
        get: operations["WatchExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sdk/v1/records/exports/{exportId}/watch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Signs a short-lived URL of the events that works without an API key, for a browser's EventSource, which sends no headers
         * @description Signs a short-lived URL of the events that works without an API key, for a browser's EventSource, which sends no headers. Needs the scope `records:read` or `records:export`.
         */
        get: operations["GetExportWatch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Signs a short-lived URL of the events that works without an API key, for a browser's EventSource, which sends no headers: the headers alone
         * @description Signs a short-lived URL of the events that works without an API key, for a browser's EventSource, which sends no headers. Needs the scope `records:read` or `records:export`.
         */
        head: operations["GetExportWatchHead"];
        patch?: never;
        trace?: never;
    };
    "/api/sdk/v1/records/imports/{importId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Gives one import: how much of its input is stored, and what became of it
         * @description Gives one import: how much of its input is stored, and what became of it. Needs the scope `records:import`.
         */
        get: operations["GetImport"];
        put?: never;
        /**
         * Imports FHIR R4 resources: NDJSON, Bundles or one resource, plain or gzip
         * @description Imports FHIR R4 resources: NDJSON, Bundles or one resource, plain or gzip. Over REST the body is the input itself. Each part of the input is judged by itself: the good ones are stored, the others are in `results` with their line and rule. The `importId` makes a repeat safe: the same input again gives the stored answer of an import that is complete, and goes on with one that was cut. Needs the scope `records:import`, which no app's key has.
         */
        post: operations["ImportRecords"];
        delete?: never;
        options?: never;
        /**
         * Gives one import: how much of its input is stored, and what became of it: the headers alone
         * @description Gives one import: how much of its input is stored, and what became of it. Needs the scope `records:import`.
         */
        head: operations["GetImportHead"];
        patch?: never;
        trace?: never;
    };
    "/api/sdk/v1/signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the signals of a connection, the newest event first, of the types that the connection grants now
         * @description Lists the signals of a connection, the newest event first, of the types that the connection grants now. A page ends early where its payloads are large. Needs the scope `signal:read`.
         */
        get: operations["ListSignals"];
        put?: never;
        /**
         * Stores one signal
         * @description Stores one signal. A retry with the same key never stores a second one. Needs the scope `signal:write` and an `Idempotency-Key`.
         */
        post: operations["IngestSignal"];
        delete?: never;
        options?: never;
        /**
         * Lists the signals of a connection, the newest event first, of the types that the connection grants now: the headers alone
         * @description Lists the signals of a connection, the newest event first, of the types that the connection grants now. A page ends early where its payloads are large. Needs the scope `signal:read`.
         */
        head: operations["ListSignalsHead"];
        patch?: never;
        trace?: never;
    };
    "/api/sdk/v1/signals:aggregate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sums up one numeric field of the payloads, by hours or days
         * @description Sums up one numeric field of the payloads, by hours or days. Intervals without a number are left out. Needs the scope `signal:read`.
         */
        get: operations["AggregateSignals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Sums up one numeric field of the payloads, by hours or days: the headers alone
         * @description Sums up one numeric field of the payloads, by hours or days. Intervals without a number are left out. Needs the scope `signal:read`.
         */
        head: operations["AggregateSignalsHead"];
        patch?: never;
        trace?: never;
    };
    "/api/sdk/v1/signals:batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stores up to 500 signals in order, each with an idempotency key and a result of its own, so that an SDK flushes its offline queue in one call
         * @description Stores up to 500 signals in order, each with an idempotency key and a result of its own, so that an SDK flushes its offline queue in one call. Good items are stored though others are refused. Needs the scope `signal:write` and an `Idempotency-Key`.
         */
        post: operations["IngestSignals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sdk/v1/signals/{signalId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Gives one signal, or the tombstone of one that was withdrawn or replaced
         * @description Gives one signal, or the tombstone of one that was withdrawn or replaced. Needs the scope `signal:read`.
         */
        get: operations["GetSignal"];
        put?: never;
        post?: never;
        /**
         * Withdraws a signal: its payload is deleted, a tombstone stays
         * @description Withdraws a signal: its payload is deleted, a tombstone stays. To withdraw it again changes nothing. Needs the scope `signal:write`.
         */
        delete: operations["WithdrawSignal"];
        options?: never;
        /**
         * Gives one signal, or the tombstone of one that was withdrawn or replaced: the headers alone
         * @description Gives one signal, or the tombstone of one that was withdrawn or replaced. Needs the scope `signal:read`.
         */
        head: operations["GetSignalHead"];
        patch?: never;
        trace?: never;
    };
    "/api/sdk/v1/signals/{signalId}:replace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stores a signal in the place of another one, with an id of its own; the one before is withdrawn by the same transaction
         * @description Stores a signal in the place of another one, with an id of its own; the one before is withdrawn by the same transaction. Needs the scope `signal:write` and an `Idempotency-Key`.
         */
        post: operations["ReplaceSignal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sdk/v1/signals/namespaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the namespaces, with the payload schemas that a signal must meet
         * @description Lists the namespaces, with the payload schemas that a signal must meet. Needs the scope `signal:write`.
         */
        get: operations["ListSignalNamespaces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Lists the namespaces, with the payload schemas that a signal must meet: the headers alone
         * @description Lists the namespaces, with the payload schemas that a signal must meet. Needs the scope `signal:write`.
         */
        head: operations["ListSignalNamespacesHead"];
        patch?: never;
        trace?: never;
    };
    "/api/sdk/v1/signals/namespaces/{namespace}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Gives one namespace with the payload schemas that a signal must meet
         * @description Gives one namespace with the payload schemas that a signal must meet. Needs the scope `signal:write`.
         */
        get: operations["GetSignalNamespace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Gives one namespace with the payload schemas that a signal must meet: the headers alone
         * @description Gives one namespace with the payload schemas that a signal must meet. Needs the scope `signal:write`.
         */
        head: operations["GetSignalNamespaceHead"];
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description AggregateSignalsResponse holds the figures, in order. */
        AggregateSignalsResponse: {
            /** @description Intervals that have a number. */
            intervals: components["schemas"]["SignalFigures"][];
        };
        /** @description Artifact describes the file of a READY export. */
        Artifact: {
            /**
             * Format: int64
             * @description Size in bytes; 0 where nothing matched.
             */
            byteSize: string;
            /** @description SHA-256 of exactly the bytes that a download gives, 64 lower-case hex characters. */
            sha256: string;
        };
        /** @description Invalid request. A field, parameter or header is missing, unknown, of the wrong type or outside its limits, or the body is not valid JSON. */
        BadRequestProblem: {
            /** @constant */
            code?: "BAD_REQUEST";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 400;
            /** @constant */
            title?: "Invalid request";
            /** @constant */
            type?: "https://curaeai.com/problems/bad-request";
        } & components["schemas"]["Problem"];
        /** @description CancelExportResponse holds the export after the cancellation. */
        CancelExportResponse: {
            /** @description The export, CANCELLED. */
            export: components["schemas"]["Export"];
        };
        /** @description DataPackage is a set of rules that a person grants by one name. A connection grants what any of its packages grants. */
        DataPackage: {
            /** @description Name, for example `vitals`. */
            name: string;
            /** @description What it grants, sorted by type. Only `sensitive` has none. */
            rules: components["schemas"]["DataPackageRule"][];
            /** @description Whether it grants records with a sensitive label. It grants them of what other packages grant, and holds no rules. */
            sensitive: boolean;
            /**
             * Format: int32
             * @description Version of the packages that brought this one.
             */
            sinceVersion: number;
            /** @description What the package holds, for people. */
            title: string;
        };
        /** @description DataPackageRule grants records of one FHIR R4 resource type. */
        DataPackageRule: {
            /** @description Categories, sorted, for example `vital-signs`: records that have one of them are granted. Empty: every record of the type is granted, whatever its category. */
            categories: string[];
            /** @description Resource type, for example `Observation`. */
            resourceType: components["schemas"]["FhirResourceType"];
        };
        /** @description The request took too long. The request took longer than its deadline. Its effect may have happened. */
        DeadlineExceededProblem: {
            /** @constant */
            code?: "DEADLINE_EXCEEDED";
            /** @constant */
            retryable?: true;
            /** @constant */
            status?: 504;
            /** @constant */
            title?: "The request took too long";
            /** @constant */
            type?: "https://curaeai.com/problems/deadline-exceeded";
        } & components["schemas"]["Problem"];
        /** @description Download is a short-lived link to an artifact. */
        Download: {
            /**
             * Format: date-time
             * @description When the URL stops working.
             */
            expiresAt: string;
            /**
             * Format: int32
             * @description Seconds until the URL stops working.
             */
            expiresInSeconds: number;
            /**
             * Format: uri
             * @description Absolute URL that works without an API key. Treat it as a secret.
             */
            url: string;
        };
        /** @description Export is one job: a file of the records that a connection authorizes, as they stood at `startedAt`. */
        Export: {
            /** @description Size and checksum of the file, to verify a download with. Present only on a READY export. */
            artifact?: components["schemas"]["Artifact"];
            /**
             * Format: date-time
             * @description When the artifact became READY.
             */
            completedAt?: string;
            /**
             * Format: uuid
             * @description Connection whose records are exported, a lower-case UUID.
             */
            connectionId: string;
            /**
             * Format: date-time
             * @description When the export was made.
             */
            createdAt: string;
            /** @description What a download of the deletions is verified against. Only on a READY export that has `since`. */
            deletions?: components["schemas"]["Artifact"];
            /**
             * @description Why the job FAILED, for example `ATTEMPTS_EXHAUSTED`.
             * @enum {string}
             */
            errorCode?: "ATTEMPTS_EXHAUSTED" | "CONNECTION_NOT_ACTIVE" | "AUTHORIZATION_NARROWED" | "SINCE_TOO_OLD" | "INTERNAL";
            /**
             * Format: date-time
             * @description When the artifact is, or was, deleted.
             */
            expiresAt?: string;
            /**
             * Format: date-time
             * @description When the job FAILED.
             */
            failedAt?: string;
            /** @description Form of the artifact. */
            format: components["schemas"]["ExportFormat"];
            /**
             * Format: uuid
             * @description Identifier, a lower-case UUID.
             */
            id: string;
            /** @description Whether resources are given byte for byte as imported, or reduced. */
            includeRawFhir?: boolean;
            /** @description How far the job is. Absent while QUEUED. */
            progress?: components["schemas"]["Progress"];
            /**
             * Format: date-time
             * @description When the job was queued.
             */
            queuedAt?: string;
            /** @description FHIR resource types that the artifact holds, sorted. */
            resourceTypes: components["schemas"]["FhirResourceType"][];
            /**
             * Format: date-time
             * @description Only records changed at or after this time are exported; absent: all.
             */
            since?: string;
            /**
             * Format: date-time
             * @description When the snapshot was taken: the artifact holds the records as of this time.
             */
            startedAt?: string;
            /** @description Where the job stands. */
            status: components["schemas"]["ExportStatus"];
            /**
             * Format: date-time
             * @description When the export last changed.
             */
            updatedAt: string;
        };
        /**
         * @description Format is the form of the artifact.
         *
         *     - `fhir_ndjson`: One FHIR R4 resource a line, UTF-8, each line ended by a newline, ordered by resource type and id.
         * @enum {string}
         */
        ExportFormat: "fhir_ndjson";
        /** @description ExportRecordsRequest says what to export. */
        ExportRecordsRequest: {
            /**
             * Format: uuid
             * @description Connection whose records to export, a UUID. Required.
             */
            connectionId: string;
            /** @description Form of the artifact; absent: `fhir_ndjson`. */
            format?: components["schemas"]["ExportFormat"] | null;
            /** @description True: each resource byte for byte as imported. False: without `text`, `contained`, `extension` and inline attachment data, tagged SUBSETTED. Absent: true. */
            includeRawFhir?: boolean | null;
            /** @description FHIR R4 resource types to export, for example `Observation`; absent or empty: all that the connection authorizes. */
            resourceTypes?: components["schemas"]["FhirResourceType"][] | null;
            /**
             * Format: date-time
             * @description Only records changed at or after this time; give the `startedAt` of the last export to fetch what changed since.
             */
            since?: string | null;
        };
        /** @description ExportRecordsResponse holds the queued export. */
        ExportRecordsResponse: {
            /** @description The export, QUEUED. */
            export: components["schemas"]["Export"];
        };
        /**
         * @description Status is where the job stands: QUEUED -> RUNNING -> READY, FAILED or CANCELLED; READY -> EXPIRED or CANCELLED.
         *
         *     - `QUEUED`: Durable and waiting for a worker.
         *     - `RUNNING`: A worker is writing the artifact.
         *     - `READY`: The artifact can be downloaded until `expiresAt`.
         *     - `FAILED`: The job ended without an artifact; `errorCode` says why. Final.
         *     - `CANCELLED`: The job was stopped, or its artifact deleted, on request or because the connection was revoked. Final.
         *     - `EXPIRED`: The artifact outlived `expiresAt` and was deleted. Final.
         * @enum {string}
         */
        ExportStatus: "QUEUED" | "RUNNING" | "READY" | "FAILED" | "CANCELLED" | "EXPIRED";
        /**
         * @description Name of a FHIR R4 resource type.
         * @enum {string}
         */
        FhirResourceType: "Account" | "ActivityDefinition" | "AdverseEvent" | "AllergyIntolerance" | "Appointment" | "AppointmentResponse" | "AuditEvent" | "Basic" | "Binary" | "BiologicallyDerivedProduct" | "BodyStructure" | "Bundle" | "CapabilityStatement" | "CarePlan" | "CareTeam" | "CatalogEntry" | "ChargeItem" | "ChargeItemDefinition" | "Claim" | "ClaimResponse" | "ClinicalImpression" | "CodeSystem" | "Communication" | "CommunicationRequest" | "CompartmentDefinition" | "Composition" | "ConceptMap" | "Condition" | "Consent" | "Contract" | "Coverage" | "CoverageEligibilityRequest" | "CoverageEligibilityResponse" | "DetectedIssue" | "Device" | "DeviceDefinition" | "DeviceMetric" | "DeviceRequest" | "DeviceUseStatement" | "DiagnosticReport" | "DocumentManifest" | "DocumentReference" | "EffectEvidenceSynthesis" | "Encounter" | "Endpoint" | "EnrollmentRequest" | "EnrollmentResponse" | "EpisodeOfCare" | "EventDefinition" | "Evidence" | "EvidenceVariable" | "ExampleScenario" | "ExplanationOfBenefit" | "FamilyMemberHistory" | "Flag" | "Goal" | "GraphDefinition" | "Group" | "GuidanceResponse" | "HealthcareService" | "ImagingStudy" | "Immunization" | "ImmunizationEvaluation" | "ImmunizationRecommendation" | "ImplementationGuide" | "InsurancePlan" | "Invoice" | "Library" | "Linkage" | "List" | "Location" | "Measure" | "MeasureReport" | "Media" | "Medication" | "MedicationAdministration" | "MedicationDispense" | "MedicationKnowledge" | "MedicationRequest" | "MedicationStatement" | "MedicinalProduct" | "MedicinalProductAuthorization" | "MedicinalProductContraindication" | "MedicinalProductIndication" | "MedicinalProductIngredient" | "MedicinalProductInteraction" | "MedicinalProductManufactured" | "MedicinalProductPackaged" | "MedicinalProductPharmaceutical" | "MedicinalProductUndesirableEffect" | "MessageDefinition" | "MessageHeader" | "MolecularSequence" | "NamingSystem" | "NutritionOrder" | "Observation" | "ObservationDefinition" | "OperationDefinition" | "OperationOutcome" | "Organization" | "OrganizationAffiliation" | "Parameters" | "Patient" | "PaymentNotice" | "PaymentReconciliation" | "Person" | "PlanDefinition" | "Practitioner" | "PractitionerRole" | "Procedure" | "Provenance" | "Questionnaire" | "QuestionnaireResponse" | "RelatedPerson" | "RequestGroup" | "ResearchDefinition" | "ResearchElementDefinition" | "ResearchStudy" | "ResearchSubject" | "RiskAssessment" | "RiskEvidenceSynthesis" | "Schedule" | "SearchParameter" | "ServiceRequest" | "Slot" | "Specimen" | "SpecimenDefinition" | "StructureDefinition" | "StructureMap" | "Subscription" | "Substance" | "SubstanceNucleicAcid" | "SubstancePolymer" | "SubstanceProtein" | "SubstanceReferenceInformation" | "SubstanceSourceMaterial" | "SubstanceSpecification" | "SupplyDelivery" | "SupplyRequest" | "Task" | "TerminologyCapabilities" | "TestReport" | "TestScript" | "ValueSet" | "VerificationResult" | "VisionPrescription";
        /** @description GetExportDownloadResponse holds the signed URL. */
        GetExportDownloadResponse: {
            /** @description Where to download the deletions. Only of an export that has them. */
            deletions?: components["schemas"]["Download"];
            /** @description Where to download, and until when. */
            download: components["schemas"]["Download"];
            /** @description The export, READY. */
            export: components["schemas"]["Export"];
        };
        /** @description GetExportResponse holds the export. */
        GetExportResponse: {
            /** @description The export as it stands. */
            export: components["schemas"]["Export"];
        };
        /** @description GetExportWatchResponse holds the signed URL. */
        GetExportWatchResponse: {
            /** @description The export as it stands. */
            export: components["schemas"]["Export"];
            /** @description Where the events are, and until when they can be begun. */
            watch: components["schemas"]["Watch"];
        };
        /** @description GetImportResponse holds the import. */
        GetImportResponse: {
            /**
             * Format: int64
             * @description Results beyond those.
             */
            furtherResults: string;
            /** @description The import as it stands. */
            import: components["schemas"]["Import"];
            /** @description The first 1,000 parts so far that were not stored, and what else its sender should know, in the order of the input. */
            results: components["schemas"]["LineResult"][];
        };
        /** @description GetSignalNamespaceResponse holds the namespace. */
        GetSignalNamespaceResponse: {
            /** @description The namespace. */
            namespace: components["schemas"]["SignalNamespace"];
        };
        /** @description GetSignalResponse holds the signal, or what stays of it. */
        GetSignalResponse: {
            /** @description The signal. */
            record?: components["schemas"]["SignalRecord"];
            /** @description What stays of a signal that was withdrawn. */
            tombstone?: components["schemas"]["SignalTombstone"];
        } & (unknown | unknown);
        /** @description An Idempotency-Key is required. A POST came without an `Idempotency-Key` header (on gRPC: without the metadata key `idempotency-key`). */
        IdempotencyKeyRequiredProblem: {
            /** @constant */
            code?: "IDEMPOTENCY_KEY_REQUIRED";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 400;
            /** @constant */
            title?: "An Idempotency-Key is required";
            /** @constant */
            type?: "https://curaeai.com/problems/idempotency-key-required";
        } & components["schemas"]["Problem"];
        /** @description The Idempotency-Key belongs to another request. The same `Idempotency-Key` was used for a different request within 24 hours. Or, in an import, the same `importId` was used for another input. */
        IdempotencyKeyReusedProblem: {
            /** @constant */
            code?: "IDEMPOTENCY_KEY_REUSED";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 422;
            /** @constant */
            title?: "The Idempotency-Key belongs to another request";
            /** @constant */
            type?: "https://curaeai.com/problems/idempotency-key-reused";
        } & components["schemas"]["Problem"];
        /** @description Import is one input, whole or in part. */
        Import: {
            /**
             * Format: int64
             * @description Bytes of the input, decompressed, that are stored: an `offset` to go on from.
             */
            committedBytes: string;
            /**
             * Format: int64
             * @description Lines of the input that are stored.
             */
            committedLines: string;
            /**
             * Format: date-time
             * @description When the end of the input was stored.
             */
            completedAt?: string;
            /** @description Connection whose records these are, a lower-case UUID. */
            connectionId: string;
            /** @description What became of the parts of the input so far. */
            counts: components["schemas"]["ImportCounts"];
            /**
             * Format: date-time
             * @description When the import was begun.
             */
            createdAt: string;
            /** @description Identifier, a lower-case UUID that the sender made. */
            id: string;
            /** @description FHIR base URL of the server that the records are from; absent where none was named. */
            source?: string;
            /** @description How far the import is. */
            status: components["schemas"]["ImportStatus"];
            /**
             * Format: date-time
             * @description When the import last stored something.
             */
            updatedAt: string;
        };
        /** @description ImportCounts counts the parts of an input by what became of them. */
        ImportCounts: {
            /**
             * Format: int64
             * @description Records with another content than before.
             */
            changed: string;
            /**
             * Format: int64
             * @description References of the form `Type?parameters`, which are kept.
             */
            conditionalReferences: string;
            /**
             * Format: int64
             * @description Records that were deleted.
             */
            deleted: string;
            /**
             * Format: int64
             * @description Records that the connection did not have.
             */
            imported: string;
            /**
             * Format: int64
             * @description Records, of any outcome but `rejected`, that no grant of the connection covers, so that no export holds them.
             */
            notGranted: string;
            /**
             * Format: int64
             * @description Records and deletions of an earlier time than what the connection has.
             */
            older: string;
            /**
             * Format: int64
             * @description OperationOutcomes that tell how a search or a request went, which are not stored.
             */
            operationOutcomes: string;
            /**
             * Format: int64
             * @description Parts that are not stored; `results` say why.
             */
            rejected: string;
            /**
             * Format: int64
             * @description Records that the connection has already, and deletions of records that it does not have.
             */
            unchanged: string;
            /**
             * Format: int64
             * @description References that lead nowhere, which are kept: those of the form `urn:uuid:` or `urn:oid:` that no entry of their Bundle has as `fullUrl`, and once the input has ended, relative ones to no record of the connection.
             */
            unresolvedReferences: string;
        };
        /** @description ImportRecordsResponse says what became of an input. */
        ImportRecordsResponse: {
            /**
             * Format: int64
             * @description Results beyond those.
             */
            furtherResults: string;
            /** @description The import, COMPLETED. */
            import: components["schemas"]["Import"];
            /** @description The first 1,000 parts that were not stored, and what else its sender should know, in the order of the input. */
            results: components["schemas"]["LineResult"][];
        };
        /**
         * @description Status is how far the import is: RUNNING -> COMPLETED.
         *
         *     - `RUNNING`: The end of the input has not come yet. Where no request sends it any more, another one may go on.
         *     - `COMPLETED`: All of the input was read.
         * @enum {string}
         */
        ImportStatus: "RUNNING" | "COMPLETED";
        /** @description IngestSignalRequest is one signal. */
        IngestSignalRequest: {
            /**
             * Format: uuid
             * @description Connection that the signal is about, a UUID. Required.
             */
            connectionId: string;
            /** @description Whether the signal is judged only: the answer is as if it were stored, with an id that names nothing, and the idempotency key stays unused. */
            dryRun?: boolean | null;
            /** @description Namespace, for example `activity`. Required. */
            namespace: string;
            /**
             * Format: date-time
             * @description When it happened, or began, by the device's clock. It must lie within the deployment's bounds: by default from 20 years before the receipt to a day after it.
             */
            occurredAt?: string | null;
            /** @description Offset of `occurredAt` from UTC where the device was, for example `+01:00`. Over REST an offset that is written in `occurredAt` itself is kept here, so leave this out; `Z` says nothing of where the device was. */
            occurredAtOffset?: string | null;
            /**
             * Format: date-time
             * @description When it ended, by the device's clock: not before `occurredAt`.
             */
            occurredUntil?: string | null;
            /** @description Offset of `occurredUntil` from UTC, in the same way. */
            occurredUntilOffset?: string | null;
            /** @description JSON object of at most 65,536 bytes as compact UTF-8 JSON. Values are scalars, arrays of scalars or objects of scalars. It must match the schema of its type and contain no identifying information. Required. */
            payload: components["schemas"]["SignalPayload"];
            /**
             * Format: date-time
             * @description When the request is sent, by the device's clock: the event moves by the difference to ours where that is a minute or more. Another time of sending makes no other request.
             */
            sentAt?: string | null;
            /** @description Type within the namespace, for example `daily_summary`. Required. */
            signalType: string;
        };
        /** @description IngestSignalResponse holds the stored signal. */
        IngestSignalResponse: {
            /** @description True where it was judged only, and is not stored. */
            dryRun?: boolean;
            /** @description The signal as stored. */
            signal: components["schemas"]["Signal"];
        };
        /** @description IngestSignalsRequest is an ordered batch. */
        IngestSignalsRequest: {
            /** @description Whether all signals are judged only. No answer is kept under the idempotency key. */
            dryRun?: boolean | null;
            /** @description Signals to store, 1-500. */
            items: components["schemas"]["SignalItem"][];
            /**
             * Format: date-time
             * @description When the batch is sent, by the device's clock; for each signal that does not say it.
             */
            sentAt?: string | null;
        };
        /** @description IngestSignalsResponse answers a batch. */
        IngestSignalsResponse: {
            /** @description True where the signals were judged only, and none is stored. */
            dryRun?: boolean;
            /** @description One result per item, in the order of the items. */
            results: components["schemas"]["SignalResult"][];
        };
        /** @description Internal error. The service failed in a way that it does not expect. This is a defect of the service, not of your request. */
        InternalProblem: {
            /** @constant */
            code?: "INTERNAL";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 500;
            /** @constant */
            title?: "Internal error";
            /** @constant */
            type?: "https://curaeai.com/problems/internal";
        } & components["schemas"]["Problem"];
        /** @description A JSON value that is no array and no object. Integers are those that a double holds exactly. */
        JsonScalar: string | number | boolean | null;
        /** @description Any JSON value of at most 64 levels. */
        JsonValue: unknown;
        /** @description LineResult says of one part of the input why it was not stored, or what its sender should know. */
        LineResult: {
            /** @description What is wrong. It repeats nothing of the input. */
            detail: string;
            /**
             * Format: int64
             * @description Line of the input where the part begins, from 1.
             */
            line: string;
            /** @description Rule, for example `ID_INVALID` or `FULL_URL_DUPLICATE`. */
            rule: string;
        };
        /** @description ListDataPackagesResponse holds the data packages, sorted by name. */
        ListDataPackagesResponse: {
            /** @description The packages. */
            packages: components["schemas"]["DataPackage"][];
            /**
             * Format: int32
             * @description Version of the packages. A later one may have more packages, and no package of it grants more than before.
             */
            version: number;
        };
        /** @description ListExportsResponse is one page, newest first. */
        ListExportsResponse: {
            /** @description The exports of this page. */
            exports: components["schemas"]["Export"][];
            /** @description Where the next page begins. */
            pagination: components["schemas"]["Pagination"];
        };
        /** @description ListSignalNamespacesResponse holds the namespaces, sorted by name. */
        ListSignalNamespacesResponse: {
            /** @description The namespaces. */
            namespaces: components["schemas"]["SignalNamespace"][];
        };
        /** @description ListSignalsResponse is one page. */
        ListSignalsResponse: {
            /** @description Where the next page begins. */
            pagination: components["schemas"]["Pagination"];
            /** @description The signals of this page. */
            signals: components["schemas"]["SignalRecord"][];
        };
        /** @description The method is not allowed here. The path exists, but does not take this HTTP method. */
        MethodNotAllowedProblem: {
            /** @constant */
            code?: "METHOD_NOT_ALLOWED";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 405;
            /** @constant */
            title?: "The method is not allowed here";
            /** @constant */
            type?: "https://curaeai.com/problems/method-not-allowed";
        } & components["schemas"]["Problem"];
        /** @description Not found. The path or the id does not exist, or your API key cannot access it. The two cases look alike, so that ids cannot be guessed. */
        NotFoundProblem: {
            /** @constant */
            code?: "NOT_FOUND";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 404;
            /** @constant */
            title?: "Not found";
            /** @constant */
            type?: "https://curaeai.com/problems/not-found";
        } & components["schemas"]["Problem"];
        /** @description Pagination links a page to the next. */
        Pagination: {
            /** @description Opaque cursor of the next page; absent on the last page. */
            nextCursor?: string;
        };
        /** @description PayloadSchema is one version of the schema that payloads of one signal type must match. */
        PayloadSchema: {
            /** @description The JSON Schema, draft 2020-12. */
            schema: Record<string, never>;
            /** @description Type within the namespace, for example `daily_summary`. */
            signalType: string;
            /**
             * Format: int32
             * @description Version, from 1.
             */
            version: number;
        };
        /** @description The request body is too large. The request body is larger than this operation takes. */
        PayloadTooLargeProblem: {
            /** @constant */
            code?: "PAYLOAD_TOO_LARGE";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 413;
            /** @constant */
            title?: "The request body is too large";
            /** @constant */
            type?: "https://curaeai.com/problems/payload-too-large";
        } & components["schemas"]["Problem"];
        /** @description Problem is the error document of the REST front door, RFC 9457 `application/problem+json`. On gRPC it travels as the first detail of the `google.rpc.Status` in `grpc-status-details-bin`, beside `ErrorInfo`. */
        Problem: {
            /**
             * @description Stable machine-readable code, for example `NOT_FOUND`.
             * @enum {string}
             */
            code: "BAD_REQUEST" | "IDEMPOTENCY_KEY_REQUIRED" | "UNAUTHENTICATED" | "SCOPE_INSUFFICIENT" | "WRONG_ENVIRONMENT" | "SDK_SIGNAL_TYPE_NOT_ALLOWED" | "SDK_RESOURCE_TYPE_NOT_AUTHORIZED" | "SDK_CONNECTION_NOT_ACTIVE" | "NOT_FOUND" | "METHOD_NOT_ALLOWED" | "SDK_EXPORT_NOT_READY" | "SDK_EXPORT_EXPIRED" | "SDK_EXPORT_FAILED" | "SDK_EXPORT_CANCELLED" | "SDK_SIGNAL_WITHDRAWN" | "SDK_IMPORT_CONFLICT" | "PAYLOAD_TOO_LARGE" | "SDK_SIGNAL_PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "RANGE_NOT_SATISFIABLE" | "IDEMPOTENCY_KEY_REUSED" | "SDK_EXPORT_SINCE_TOO_OLD" | "SDK_SIGNAL_PAYLOAD_SCHEMA_MISMATCH" | "SDK_SIGNAL_PHI_DETECTED" | "SDK_SIGNAL_TIME_OUT_OF_BOUNDS" | "SDK_SIGNAL_NAMESPACE_UNKNOWN" | "RATE_LIMITED" | "INTERNAL" | "UNAVAILABLE" | "DEADLINE_EXCEEDED";
            /** @description Why this request failed and how to correct it. Never contains a key, a payload or record content. */
            detail: string;
            /** @description Facts about this occurrence, for example `violations`: a list of `{field, description}`. */
            details: Record<string, never>;
            /** @description Request id of this occurrence, the `x-request-id` of the response. */
            instance: string;
            /** @description Whether the same request can succeed later without a change. */
            retryable: boolean;
            /**
             * Format: int32
             * @description HTTP status code, 400-599.
             */
            status: number;
            /** @description Short summary of the problem, the same at every occurrence. */
            title: string;
            /**
             * Format: uri
             * @description URI that names the problem: `https://curaeai.com/problems/` and the code in kebab case.
             */
            type: string;
        };
        /** @description Progress counts the records of a job. */
        Progress: {
            /**
             * Format: int64
             * @description Records written so far.
             */
            recordsExported: string;
            /**
             * Format: int64
             * @description Records to write in all.
             */
            recordsTotal: string;
        };
        /** @description The range cannot be satisfied. The `Range` begins at or after the end of the file. A complete download that is resumed gets this. */
        RangeNotSatisfiableProblem: {
            /** @constant */
            code?: "RANGE_NOT_SATISFIABLE";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 416;
            /** @constant */
            title?: "The range cannot be satisfied";
            /** @constant */
            type?: "https://curaeai.com/problems/range-not-satisfiable";
        } & components["schemas"]["Problem"];
        /** @description Too many requests. Your key or your address sent more than its share, has too many downloads or streams open, or a bounded queue of the service is full. */
        RateLimitedProblem: {
            /** @constant */
            code?: "RATE_LIMITED";
            /** @constant */
            retryable?: true;
            /** @constant */
            status?: 429;
            /** @constant */
            title?: "Too many requests";
            /** @constant */
            type?: "https://curaeai.com/problems/rate-limited";
        } & components["schemas"]["Problem"];
        /** @description ReplaceSignalRequest says what shall stand in the place of a signal. Connection, namespace and type stay. */
        ReplaceSignalRequest: {
            /**
             * Format: date-time
             * @description When it happened, or began, by the device's clock.
             */
            occurredAt?: string | null;
            /** @description Offset of `occurredAt` from UTC, as IngestSignal has it. */
            occurredAtOffset?: string | null;
            /**
             * Format: date-time
             * @description When it ended, by the device's clock: not before `occurredAt`.
             */
            occurredUntil?: string | null;
            /** @description Offset of `occurredUntil` from UTC. */
            occurredUntilOffset?: string | null;
            /** @description Payload, by the rules of IngestSignal. Required. */
            payload: components["schemas"]["SignalPayload"];
            /**
             * Format: date-time
             * @description When the request is sent, by the device's clock.
             */
            sentAt?: string | null;
        };
        /** @description ReplaceSignalResponse holds the new signal and what stays of the one before. */
        ReplaceSignalResponse: {
            /** @description Tombstone of the signal before. */
            replaced: components["schemas"]["SignalTombstone"];
            /** @description The signal as stored, with an id of its own. */
            signal: components["schemas"]["Signal"];
        };
        /** @description The API key lacks a scope. The API key is valid but lacks the scope that this operation needs, or it is a test key that asks for records. */
        ScopeInsufficientProblem: {
            /** @constant */
            code?: "SCOPE_INSUFFICIENT";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 403;
            /** @constant */
            title?: "The API key lacks a scope";
            /** @constant */
            type?: "https://curaeai.com/problems/scope-insufficient";
        } & components["schemas"]["Problem"];
        /** @description The connection is not active. The connection is PENDING, REVOKED or EXPIRED. `details.status` says which. */
        SdkConnectionNotActiveProblem: {
            /** @constant */
            code?: "SDK_CONNECTION_NOT_ACTIVE";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 403;
            /** @constant */
            title?: "The connection is not active";
            /** @constant */
            type?: "https://curaeai.com/problems/sdk-connection-not-active";
        } & components["schemas"]["Problem"];
        /** @description The export was cancelled. The export was cancelled, by your app or because the connection was revoked or narrowed. */
        SdkExportCancelledProblem: {
            /** @constant */
            code?: "SDK_EXPORT_CANCELLED";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 409;
            /** @constant */
            title?: "The export was cancelled";
            /** @constant */
            type?: "https://curaeai.com/problems/sdk-export-cancelled";
        } & components["schemas"]["Problem"];
        /** @description The export has expired. The file was deleted when its retention time was over. `expiresAt` of the export has the time. */
        SdkExportExpiredProblem: {
            /** @constant */
            code?: "SDK_EXPORT_EXPIRED";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 409;
            /** @constant */
            title?: "The export has expired";
            /** @constant */
            type?: "https://curaeai.com/problems/sdk-export-expired";
        } & components["schemas"]["Problem"];
        /** @description The export failed. The export ended without a file. `details.errorCode` says why. */
        SdkExportFailedProblem: {
            /** @constant */
            code?: "SDK_EXPORT_FAILED";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 409;
            /** @constant */
            title?: "The export failed";
            /** @constant */
            type?: "https://curaeai.com/problems/sdk-export-failed";
        } & components["schemas"]["Problem"];
        /** @description The export is not ready. The export is still QUEUED or RUNNING, so it has no file yet. */
        SdkExportNotReadyProblem: {
            /** @constant */
            code?: "SDK_EXPORT_NOT_READY";
            /** @constant */
            retryable?: true;
            /** @constant */
            status?: 409;
            /** @constant */
            title?: "The export is not ready";
            /** @constant */
            type?: "https://curaeai.com/problems/sdk-export-not-ready";
        } & components["schemas"]["Problem"];
        /** @description The time in since is too old. `since` is longer ago than deletions are known, or from before the connection's grants changed. An export from there would miss deletions, or records that are granted now. `details.earliestSince` is the first time that works. */
        SdkExportSinceTooOldProblem: {
            /** @constant */
            code?: "SDK_EXPORT_SINCE_TOO_OLD";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 422;
            /** @constant */
            title?: "The time in since is too old";
            /** @constant */
            type?: "https://curaeai.com/problems/sdk-export-since-too-old";
        } & components["schemas"]["Problem"];
        /** @description The import cannot go on from here. The request leaves out a piece of the input: its `offset` is past what is stored. Or another request with the same `importId` came later, and goes on with the import. */
        SdkImportConflictProblem: {
            /** @constant */
            code?: "SDK_IMPORT_CONFLICT";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 409;
            /** @constant */
            title?: "The import cannot go on from here";
            /** @constant */
            type?: "https://curaeai.com/problems/sdk-import-conflict";
        } & components["schemas"]["Problem"];
        /** @description The resource type is not authorized. The export asks for a FHIR resource type that the connection's data packages do not hold, or the connection lost a type that the export holds. */
        SdkResourceTypeNotAuthorizedProblem: {
            /** @constant */
            code?: "SDK_RESOURCE_TYPE_NOT_AUTHORIZED";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 403;
            /** @constant */
            title?: "The resource type is not authorized";
            /** @constant */
            type?: "https://curaeai.com/problems/sdk-resource-type-not-authorized";
        } & components["schemas"]["Problem"];
        /** @description The signal namespace or type is unknown. No schema is published for this namespace and signal type. */
        SdkSignalNamespaceUnknownProblem: {
            /** @constant */
            code?: "SDK_SIGNAL_NAMESPACE_UNKNOWN";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 422;
            /** @constant */
            title?: "The signal namespace or type is unknown";
            /** @constant */
            type?: "https://curaeai.com/problems/sdk-signal-namespace-unknown";
        } & components["schemas"]["Problem"];
        /** @description The payload does not match its schema. The payload does not match the published schema of its signal type. `details.violations` has the path and the rule of each mistake. */
        SdkSignalPayloadSchemaMismatchProblem: {
            /** @constant */
            code?: "SDK_SIGNAL_PAYLOAD_SCHEMA_MISMATCH";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 422;
            /** @constant */
            title?: "The payload does not match its schema";
            /** @constant */
            type?: "https://curaeai.com/problems/sdk-signal-payload-schema-mismatch";
        } & components["schemas"]["Problem"];
        /** @description The signal payload is too large. The signal's payload is larger than 65,536 bytes as compact UTF-8 JSON. */
        SdkSignalPayloadTooLargeProblem: {
            /** @constant */
            code?: "SDK_SIGNAL_PAYLOAD_TOO_LARGE";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 413;
            /** @constant */
            title?: "The signal payload is too large";
            /** @constant */
            type?: "https://curaeai.com/problems/sdk-signal-payload-too-large";
        } & components["schemas"]["Problem"];
        /** @description The payload contains identifying information. The payload contains identifying information, such as a name, an e-mail address or a record number. Nothing of it was stored or logged. */
        SdkSignalPhiDetectedProblem: {
            /** @constant */
            code?: "SDK_SIGNAL_PHI_DETECTED";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 422;
            /** @constant */
            title?: "The payload contains identifying information";
            /** @constant */
            type?: "https://curaeai.com/problems/sdk-signal-phi-detected";
        } & components["schemas"]["Problem"];
        /** @description The signal's time is out of bounds. The signal begins or ends too long before its receipt, or too far after it. `details` has the server's time and both bounds. */
        SdkSignalTimeOutOfBoundsProblem: {
            /** @constant */
            code?: "SDK_SIGNAL_TIME_OUT_OF_BOUNDS";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 422;
            /** @constant */
            title?: "The signal's time is out of bounds";
            /** @constant */
            type?: "https://curaeai.com/problems/sdk-signal-time-out-of-bounds";
        } & components["schemas"]["Problem"];
        /** @description The connection does not allow this signal. The person's connection does not allow signals of this namespace and type. */
        SdkSignalTypeNotAllowedProblem: {
            /** @constant */
            code?: "SDK_SIGNAL_TYPE_NOT_ALLOWED";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 403;
            /** @constant */
            title?: "The connection does not allow this signal";
            /** @constant */
            type?: "https://curaeai.com/problems/sdk-signal-type-not-allowed";
        } & components["schemas"]["Problem"];
        /** @description The signal was withdrawn. The signal to replace was withdrawn or replaced before. `details.replacedBy` names its replacement. */
        SdkSignalWithdrawnProblem: {
            /** @constant */
            code?: "SDK_SIGNAL_WITHDRAWN";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 409;
            /** @constant */
            title?: "The signal was withdrawn";
            /** @constant */
            type?: "https://curaeai.com/problems/sdk-signal-withdrawn";
        } & components["schemas"]["Problem"];
        /** @description Signal is a stored signal, without its payload. */
        Signal: {
            /**
             * Format: uuid
             * @description Connection that the signal is about, a lower-case UUID.
             */
            connectionId: string;
            /**
             * Format: uuid
             * @description Identifier, a lower-case UUID.
             */
            id: string;
            /** @description Namespace, for example `activity`. */
            namespace: string;
            /**
             * Format: date-time
             * @description When it happened on the device; absent where the caller did not say.
             */
            occurredAt?: string;
            /** @description Offset of `occurredAt` from UTC, for example `+01:00`; absent where the caller did not say. */
            occurredAtOffset?: string;
            /**
             * Format: date-time
             * @description When it ended on the device; absent for a moment.
             */
            occurredUntil?: string;
            /** @description Offset of `occurredUntil` from UTC. */
            occurredUntilOffset?: string;
            /**
             * Format: date-time
             * @description When it was received.
             */
            receivedAt: string;
            /** @description Type within the namespace, for example `daily_summary`. */
            signalType: string;
        };
        /** @description SignalFigures sums up one interval. */
        SignalFigures: {
            /**
             * Format: int32
             * @description How many signals have a number in the field.
             */
            count: number;
            /**
             * Format: double
             * @description The greatest of the numbers.
             */
            max: number;
            /**
             * Format: double
             * @description Their mean.
             */
            mean: number;
            /**
             * Format: double
             * @description The least of the numbers.
             */
            min: number;
            /**
             * Format: date-time
             * @description Begin of the interval.
             */
            since: string;
            /**
             * Format: double
             * @description Their sum.
             */
            sum: number;
        };
        /** @description SignalItem is one signal of a batch with its own idempotency key. */
        SignalItem: {
            /** @description Key that makes a retry of this item safe, 1-255 visible ASCII characters. It shares its scope with the header of IngestSignal, so an item may be retried by either call. Required. */
            idempotencyKey?: string | null;
            /** @description The signal. Required. A fault in it refuses this item alone. */
            signal?: components["schemas"]["UncheckedIngestSignalRequest"] | null;
        };
        /** @description SignalNamespace groups signal types. */
        SignalNamespace: {
            /** @description Name, for example `activity`. */
            name: string;
            /** @description Its payload schemas that a signal may meet, sorted by signal type and version. */
            schemas: components["schemas"]["PayloadSchema"][];
        };
        /** @description Scalars, arrays of scalars or objects of scalars; at most 65,536 bytes as compact UTF-8 JSON. */
        SignalPayload: {
            [key: string]: components["schemas"]["JsonScalar"] | components["schemas"]["JsonScalar"][] | {
                [key: string]: components["schemas"]["JsonScalar"];
            };
        };
        /** @description SignalRecord is a signal as it is read back. */
        SignalRecord: {
            /**
             * Format: date-time
             * @description When it happened, or began, by the service's clock: what signals are ordered by.
             */
            eventAt: string;
            /** @description Payload, as it was stored. */
            payload: Record<string, never>;
            /**
             * Format: int32
             * @description Version of the schema that the payload met.
             */
            schemaVersion: number;
            /**
             * Format: date-time
             * @description When it was sent, by the device's clock.
             */
            sentAt?: string;
            /** @description The signal. */
            signal: components["schemas"]["Signal"];
        };
        /** @description SignalResult is what became of one item. */
        SignalResult: {
            /** @description Why the item was refused. */
            problem?: components["schemas"]["Problem"];
            /** @description The signal as stored. */
            signal?: components["schemas"]["Signal"];
        } & (unknown | unknown);
        /** @description SignalTombstone is what stays of a signal that was withdrawn. */
        SignalTombstone: {
            /**
             * Format: uuid
             * @description Connection that it was about, a lower-case UUID.
             */
            connectionId: string;
            /**
             * Format: uuid
             * @description Identifier of the signal, a lower-case UUID.
             */
            id: string;
            /** @description Namespace that it had. */
            namespace: string;
            /**
             * Format: uuid
             * @description Signal that stands in its place, a lower-case UUID; absent where none does.
             */
            replacedBy?: string;
            /** @description Type that it had. */
            signalType: string;
            /**
             * Format: date-time
             * @description When it was withdrawn.
             */
            withdrawnAt: string;
        };
        /** @description A valid API key is required. The request has no API key, or the key is unknown, expired or revoked. A signed URL is expired, altered, or its key has ended. */
        UnauthenticatedProblem: {
            /** @constant */
            code?: "UNAUTHENTICATED";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 401;
            /** @constant */
            title?: "A valid API key is required";
            /** @constant */
            type?: "https://curaeai.com/problems/unauthenticated";
        } & components["schemas"]["Problem"];
        /** @description The service is unavailable. A part of the service is restarting, overloaded or cannot reach its database. */
        UnavailableProblem: {
            /** @constant */
            code?: "UNAVAILABLE";
            /** @constant */
            retryable?: true;
            /** @constant */
            status?: 503;
            /** @constant */
            title?: "The service is unavailable";
            /** @constant */
            type?: "https://curaeai.com/problems/unavailable";
        } & components["schemas"]["Problem"];
        /** @description IngestSignalRequest is one signal. What is wrong in it is said in its result, and refuses no other item. */
        UncheckedIngestSignalRequest: {
            /** @description Connection that the signal is about, a UUID. Required. */
            connectionId?: string | null;
            /** @description Whether the signal is judged only: the answer is as if it were stored, with an id that names nothing, and the idempotency key stays unused. */
            dryRun?: boolean | null;
            /** @description Namespace, for example `activity`. Required. */
            namespace?: string | null;
            /**
             * Format: date-time
             * @description When it happened, or began, by the device's clock. It must lie within the deployment's bounds: by default from 20 years before the receipt to a day after it.
             */
            occurredAt?: string | null;
            /** @description Offset of `occurredAt` from UTC where the device was, for example `+01:00`. Over REST an offset that is written in `occurredAt` itself is kept here, so leave this out; `Z` says nothing of where the device was. */
            occurredAtOffset?: string | null;
            /**
             * Format: date-time
             * @description When it ended, by the device's clock: not before `occurredAt`.
             */
            occurredUntil?: string | null;
            /** @description Offset of `occurredUntil` from UTC, in the same way. */
            occurredUntilOffset?: string | null;
            /** @description JSON object of at most 65,536 bytes as compact UTF-8 JSON. Values are scalars, arrays of scalars or objects of scalars. It must match the schema of its type and contain no identifying information. Required. */
            payload?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * Format: date-time
             * @description When the request is sent, by the device's clock: the event moves by the difference to ours where that is a minute or more. Another time of sending makes no other request.
             */
            sentAt?: string | null;
            /** @description Type within the namespace, for example `daily_summary`. Required. */
            signalType?: string | null;
        };
        /** @description The media type is not supported. The `Content-Type` is not one that this operation takes. */
        UnsupportedMediaTypeProblem: {
            /** @constant */
            code?: "UNSUPPORTED_MEDIA_TYPE";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 415;
            /** @constant */
            title?: "The media type is not supported";
            /** @constant */
            type?: "https://curaeai.com/problems/unsupported-media-type";
        } & components["schemas"]["Problem"];
        /** @description Watch is a short-lived link to an export's events. */
        Watch: {
            /**
             * Format: date-time
             * @description When the URL stops working.
             */
            expiresAt: string;
            /**
             * Format: int32
             * @description Seconds until the URL stops working; events that were begun go on.
             */
            expiresInSeconds: number;
            /**
             * Format: uri
             * @description Absolute URL that works without an API key: `new EventSource(url)`. Treat it as a secret.
             */
            url: string;
        };
        /** @description WatchExportResponse is one change. */
        WatchExportResponse: {
            /** @description The export as it stands after the change. */
            export: components["schemas"]["Export"];
        };
        /** @description WithdrawSignalResponse holds the tombstone. */
        WithdrawSignalResponse: {
            /** @description What stays of the signal. */
            tombstone: components["schemas"]["SignalTombstone"];
        };
        /** @description The API key is for another environment. A test key (`cae_test_`) was sent to a live deployment, or a live key (`cae_live_`) to a test deployment. */
        WrongEnvironmentProblem: {
            /** @constant */
            code?: "WRONG_ENVIRONMENT";
            /** @constant */
            retryable?: false;
            /** @constant */
            status?: 403;
            /** @constant */
            title?: "The API key is for another environment";
            /** @constant */
            type?: "https://curaeai.com/problems/wrong-environment";
        } & components["schemas"]["Problem"];
    };
    responses: never;
    parameters: {
        /** @description Makes a retry safe: for 24 hours the same key with the same request gives the first response again. Use a new UUID for each new request. The quoted and the bare form are one key. */
        "Idempotency-Key": string;
        /** @description `ETag` of a response you hold; while it is current the answer is 304. */
        "If-None-Match": string;
        /** @description `ETag` of the part you hold: `Range` counts only while it is current, else the whole artifact is sent. */
        "If-Range": string;
        /** @description `id` of the last event that was seen; a browser's EventSource sends it when it reconnects. */
        "Last-Event-ID": string;
        /** @description One range of bytes, to resume or to fetch a part (RFC 9110), for example `bytes=1024-`. */
        Range: string;
        /** @description Names this request in logs and problems; one is made where it is absent. */
        "x-request-id": string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Ranges are served.
         * @example bytes
         */
        "Accept-Ranges": "bytes";
        /**
         * @description Methods of this path.
         * @example GET, DELETE
         */
        Allow: string;
        /**
         * @description File name to save as.
         * @example attachment; filename="export-2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10.ndjson"
         */
        "Content-Disposition": string;
        /**
         * @description Bytes of this response.
         * @example 52428800
         */
        "Content-Length": number;
        /**
         * @description Which bytes these are, and of how many; `bytes *\/N` where the range cannot be satisfied.
         * @example bytes 1024-2047/52428800
         */
        "Content-Range": string;
        /**
         * @description Strong validator of this representation.
         * @example "3f1c9a"
         */
        ETag: string;
        /**
         * @description `true` where this is the stored response.
         * @example true
         */
        "Idempotency-Replayed": "true";
        /**
         * @description Path of the export.
         * @example /api/sdk/v1/records/exports/2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10
         */
        Location: string;
        /**
         * @description Ranges are served.
         * @example bytes
         */
        "Optional-Accept-Ranges": "bytes";
        /**
         * @description Methods of this path.
         * @example GET, DELETE
         */
        "Optional-Allow": string;
        /**
         * @description File name to save as.
         * @example attachment; filename="export-2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10.ndjson"
         */
        "Optional-Content-Disposition": string;
        /**
         * @description Bytes of this response.
         * @example 52428800
         */
        "Optional-Content-Length": number;
        /**
         * @description Which bytes these are, and of how many; `bytes *\/N` where the range cannot be satisfied.
         * @example bytes 1024-2047/52428800
         */
        "Optional-Content-Range": string;
        /**
         * @description Strong validator of this representation.
         * @example "3f1c9a"
         */
        "Optional-ETag": string;
        /**
         * @description `true` where this is the stored response.
         * @example true
         */
        "Optional-Idempotency-Replayed": "true";
        /**
         * @description Path of the export.
         * @example /api/sdk/v1/records/exports/2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10
         */
        "Optional-Location": string;
        /**
         * @description What is left of the key's quota (draft-ietf-httpapi-ratelimit-headers).
         * @example "key";r=599;t=60
         */
        "Optional-RateLimit": string;
        /**
         * @description The key's quota and its window in seconds.
         * @example "key";q=600;w=60
         */
        "Optional-RateLimit-Policy": string;
        /**
         * @description Seconds to wait.
         * @example 1
         */
        "Optional-Retry-After": number;
        /**
         * @description How to authenticate.
         * @example Bearer
         */
        "Optional-WWW-Authenticate": string;
        /**
         * @description Names this request in logs and problems.
         * @example 123e4567-e89b-12d3-a456-426614174000
         */
        "Optional-x-request-id": string;
        /**
         * @description What is left of the key's quota (draft-ietf-httpapi-ratelimit-headers).
         * @example "key";r=599;t=60
         */
        RateLimit: string;
        /**
         * @description The key's quota and its window in seconds.
         * @example "key";q=600;w=60
         */
        "RateLimit-Policy": string;
        /**
         * @description Seconds to wait.
         * @example 1
         */
        "Retry-After": number;
        /**
         * @description How to authenticate.
         * @example Bearer
         */
        "WWW-Authenticate": string;
        /**
         * @description Names this request in logs and problems.
         * @example 123e4567-e89b-12d3-a456-426614174000
         */
        "x-request-id": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ListDataPackages: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The data packages. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 2,
                     *       "packages": [
                     *         {
                     *           "name": "vitals",
                     *           "title": "Vital signs",
                     *           "sinceVersion": 1,
                     *           "sensitive": false,
                     *           "rules": [
                     *             {
                     *               "resourceType": "Observation",
                     *               "categories": [
                     *                 "vital-signs"
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ListDataPackagesResponse"];
                };
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
                };
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeInsufficientProblem"] | components["schemas"]["WrongEnvironmentProblem"];
                };
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RateLimitedProblem"];
                };
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalProblem"];
                };
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnavailableProblem"];
                };
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DeadlineExceededProblem"];
                };
            };
        };
    };
    ListDataPackagesHead: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The data packages. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ListExports: {
        parameters: {
            query?: {
                /** @description Only exports of this connection, a UUID; absent: of every connection that the key may see. */
                connectionId?: string;
                /** @description `nextCursor` of the page before; absent: the first page. */
                cursor?: string;
                /** @description Exports a page, 1-100; absent: 20. */
                limit?: number;
            };
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of exports, newest first. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "exports": [
                     *         {
                     *           "id": "2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10",
                     *           "connectionId": "9b2d6c1e-5f3a-4c8e-8f0d-1a2b3c4d5e6f",
                     *           "status": "READY",
                     *           "resourceTypes": [
                     *             "Condition",
                     *             "Observation"
                     *           ],
                     *           "format": "fhir_ndjson",
                     *           "includeRawFhir": true,
                     *           "queuedAt": "2026-03-01T08:00:00Z",
                     *           "createdAt": "2026-03-01T08:00:00Z",
                     *           "updatedAt": "2026-03-01T08:00:09Z",
                     *           "artifact": {
                     *             "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *             "byteSize": "52428800"
                     *           },
                     *           "progress": {
                     *             "recordsExported": "12500",
                     *             "recordsTotal": "12500"
                     *           },
                     *           "startedAt": "2026-03-01T08:00:01Z",
                     *           "completedAt": "2026-03-01T08:00:09Z",
                     *           "expiresAt": "2026-03-08T08:00:09Z"
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "nextCursor": "WzE3NzIzNTIwMDBd"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ListExportsResponse"];
                };
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
                };
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeInsufficientProblem"] | components["schemas"]["SdkConnectionNotActiveProblem"] | components["schemas"]["WrongEnvironmentProblem"];
                };
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RateLimitedProblem"];
                };
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalProblem"];
                };
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnavailableProblem"];
                };
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DeadlineExceededProblem"];
                };
            };
        };
    };
    ExportRecords: {
        parameters: {
            query?: never;
            header: {
                /** @description Makes a retry safe: for 24 hours the same key with the same request gives the first response again. Use a new UUID for each new request. The quoted and the bare form are one key. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "connectionId": "9b2d6c1e-5f3a-4c8e-8f0d-1a2b3c4d5e6f",
                 *       "resourceTypes": [
                 *         "Condition",
                 *         "Observation"
                 *       ],
                 *       "format": "fhir_ndjson",
                 *       "includeRawFhir": true
                 *     }
                 */
                "application/json": components["schemas"]["ExportRecordsRequest"];
            };
        };
        responses: {
            /** @description The export is queued and durable. */
            202: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Optional-Idempotency-Replayed"];
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Optional-Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "export": {
                     *         "id": "2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10",
                     *         "connectionId": "9b2d6c1e-5f3a-4c8e-8f0d-1a2b3c4d5e6f",
                     *         "status": "QUEUED",
                     *         "resourceTypes": [
                     *           "Condition",
                     *           "Observation"
                     *         ],
                     *         "format": "fhir_ndjson",
                     *         "includeRawFhir": true,
                     *         "queuedAt": "2026-03-01T08:00:00Z",
                     *         "createdAt": "2026-03-01T08:00:00Z",
                     *         "updatedAt": "2026-03-01T08:00:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ExportRecordsResponse"];
                };
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request; [`IDEMPOTENCY_KEY_REQUIRED`](/problems/idempotency-key-required): An Idempotency-Key is required */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"] | components["schemas"]["IdempotencyKeyRequiredProblem"];
                };
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
                };
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`SDK_RESOURCE_TYPE_NOT_AUTHORIZED`](/problems/sdk-resource-type-not-authorized): The resource type is not authorized; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeInsufficientProblem"] | components["schemas"]["SdkConnectionNotActiveProblem"] | components["schemas"]["SdkResourceTypeNotAuthorizedProblem"] | components["schemas"]["WrongEnvironmentProblem"];
                };
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description [`PAYLOAD_TOO_LARGE`](/problems/payload-too-large): The request body is too large */
            413: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
                };
            };
            /** @description [`UNSUPPORTED_MEDIA_TYPE`](/problems/unsupported-media-type): The media type is not supported */
            415: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description [`IDEMPOTENCY_KEY_REUSED`](/problems/idempotency-key-reused): The Idempotency-Key belongs to another request; [`SDK_EXPORT_SINCE_TOO_OLD`](/problems/sdk-export-since-too-old): The time in since is too old */
            422: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["SdkExportSinceTooOldProblem"];
                };
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RateLimitedProblem"];
                };
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalProblem"];
                };
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnavailableProblem"];
                };
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DeadlineExceededProblem"];
                };
            };
        };
    };
    ListExportsHead: {
        parameters: {
            query?: {
                /** @description Only exports of this connection, a UUID; absent: of every connection that the key may see. */
                connectionId?: string;
                /** @description `nextCursor` of the page before; absent: the first page. */
                cursor?: string;
                /** @description Exports a page, 1-100; absent: 20. */
                limit?: number;
            };
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of exports, newest first. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GetExport: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of a response you hold; while it is current the answer is 304. */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path: {
                /**
                 * @description Identifier of the export, a UUID.
                 * @example 2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10
                 */
                exportId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The export; `Retry-After` while it is QUEUED or RUNNING. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Optional-Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "export": {
                     *         "id": "2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10",
                     *         "connectionId": "9b2d6c1e-5f3a-4c8e-8f0d-1a2b3c4d5e6f",
                     *         "status": "READY",
                     *         "resourceTypes": [
                     *           "Condition",
                     *           "Observation"
                     *         ],
                     *         "format": "fhir_ndjson",
                     *         "includeRawFhir": true,
                     *         "queuedAt": "2026-03-01T08:00:00Z",
                     *         "createdAt": "2026-03-01T08:00:00Z",
                     *         "updatedAt": "2026-03-01T08:00:09Z",
                     *         "artifact": {
                     *           "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "byteSize": "52428800"
                     *         },
                     *         "progress": {
                     *           "recordsExported": "12500",
                     *           "recordsTotal": "12500"
                     *         },
                     *         "startedAt": "2026-03-01T08:00:01Z",
                     *         "completedAt": "2026-03-01T08:00:09Z",
                     *         "expiresAt": "2026-03-08T08:00:09Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["GetExportResponse"];
                };
            };
            /** @description The export is as you know it. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Optional-Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
                };
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeInsufficientProblem"] | components["schemas"]["SdkConnectionNotActiveProblem"] | components["schemas"]["WrongEnvironmentProblem"];
                };
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RateLimitedProblem"];
                };
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalProblem"];
                };
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnavailableProblem"];
                };
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DeadlineExceededProblem"];
                };
            };
        };
    };
    CancelExport: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path: {
                /**
                 * @description Identifier of the export, a UUID.
                 * @example 2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10
                 */
                exportId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The export: CANCELLED, or as it was where it had ended. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "export": {
                     *         "id": "2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10",
                     *         "connectionId": "9b2d6c1e-5f3a-4c8e-8f0d-1a2b3c4d5e6f",
                     *         "status": "CANCELLED",
                     *         "resourceTypes": [
                     *           "Condition",
                     *           "Observation"
                     *         ],
                     *         "format": "fhir_ndjson",
                     *         "includeRawFhir": true,
                     *         "queuedAt": "2026-03-01T08:00:00Z",
                     *         "createdAt": "2026-03-01T08:00:00Z",
                     *         "updatedAt": "2026-03-01T08:00:02Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CancelExportResponse"];
                };
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
                };
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeInsufficientProblem"] | components["schemas"]["SdkConnectionNotActiveProblem"] | components["schemas"]["WrongEnvironmentProblem"];
                };
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RateLimitedProblem"];
                };
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalProblem"];
                };
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnavailableProblem"];
                };
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DeadlineExceededProblem"];
                };
            };
        };
    };
    GetExportHead: {
        parameters: {
            query?: never;
            header?: {
                /** @description `ETag` of a response you hold; while it is current the answer is 304. */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path: {
                /**
                 * @description Identifier of the export, a UUID.
                 * @example 2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10
                 */
                exportId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The export; `Retry-After` while it is QUEUED or RUNNING. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Optional-Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The export is as you know it. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Optional-Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    DownloadExport: {
        parameters: {
            query?: {
                /** @description Bytes to send at most, from 1; absent: to the end. Over REST use the `Range` header instead. */
                length?: number;
                /** @description First byte to send, from 0; absent: 0. Over REST use the `Range` header instead. */
                offset?: number;
                /** @description Signature from GetExportDownload, in place of an API key. */
                token?: string;
            };
            header?: {
                /** @description `ETag` of a response you hold; while it is current the answer is 304. */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /** @description `ETag` of the part you hold: `Range` counts only while it is current, else the whole artifact is sent. */
                "If-Range"?: components["parameters"]["If-Range"];
                /** @description One range of bytes, to resume or to fetch a part (RFC 9110), for example `bytes=1024-`. */
                Range?: components["parameters"]["Range"];
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path: {
                /**
                 * @description Identifier of the export, a UUID.
                 * @example 2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10
                 */
                exportId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole artifact. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Length": components["headers"]["Content-Length"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {"resourceType":"Condition","id":"made-up-1"}
                     *     {"resourceType":"Observation","id":"made-up-2"}
                     */
                    "application/fhir+ndjson": string;
                };
            };
            /** @description The range asked for. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Length": components["headers"]["Content-Length"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {"resourceType":"Condition","id":"made-up-1"}
                     *     {"resourceType":"Observation","id":"made-up-2"}
                     */
                    "application/fhir+ndjson": string;
                };
            };
            /** @description The artifact is as you know it. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
                };
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`SDK_RESOURCE_TYPE_NOT_AUTHORIZED`](/problems/sdk-resource-type-not-authorized): The resource type is not authorized; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeInsufficientProblem"] | components["schemas"]["SdkConnectionNotActiveProblem"] | components["schemas"]["SdkResourceTypeNotAuthorizedProblem"] | components["schemas"]["WrongEnvironmentProblem"];
                };
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description [`SDK_EXPORT_CANCELLED`](/problems/sdk-export-cancelled): The export was cancelled; [`SDK_EXPORT_EXPIRED`](/problems/sdk-export-expired): The export has expired; [`SDK_EXPORT_FAILED`](/problems/sdk-export-failed): The export failed; [`SDK_EXPORT_NOT_READY`](/problems/sdk-export-not-ready): The export is not ready */
            409: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Optional-Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SdkExportCancelledProblem"] | components["schemas"]["SdkExportExpiredProblem"] | components["schemas"]["SdkExportFailedProblem"] | components["schemas"]["SdkExportNotReadyProblem"];
                };
            };
            /** @description [`RANGE_NOT_SATISFIABLE`](/problems/range-not-satisfiable): The range cannot be satisfied */
            416: {
                headers: {
                    "Content-Range": components["headers"]["Content-Range"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RangeNotSatisfiableProblem"];
                };
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RateLimitedProblem"];
                };
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalProblem"];
                };
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnavailableProblem"];
                };
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DeadlineExceededProblem"];
                };
            };
        };
    };
    DownloadExportHead: {
        parameters: {
            query?: {
                /** @description Bytes to send at most, from 1; absent: to the end. Over REST use the `Range` header instead. */
                length?: number;
                /** @description First byte to send, from 0; absent: 0. Over REST use the `Range` header instead. */
                offset?: number;
                /** @description Signature from GetExportDownload, in place of an API key. */
                token?: string;
            };
            header?: {
                /** @description `ETag` of a response you hold; while it is current the answer is 304. */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path: {
                /**
                 * @description Identifier of the export, a UUID.
                 * @example 2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10
                 */
                exportId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole artifact. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Length": components["headers"]["Content-Length"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The range asked for. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Length": components["headers"]["Content-Length"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The artifact is as you know it. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`SDK_RESOURCE_TYPE_NOT_AUTHORIZED`](/problems/sdk-resource-type-not-authorized): The resource type is not authorized; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`SDK_EXPORT_CANCELLED`](/problems/sdk-export-cancelled): The export was cancelled; [`SDK_EXPORT_EXPIRED`](/problems/sdk-export-expired): The export has expired; [`SDK_EXPORT_FAILED`](/problems/sdk-export-failed): The export failed; [`SDK_EXPORT_NOT_READY`](/problems/sdk-export-not-ready): The export is not ready */
            409: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Optional-Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`RANGE_NOT_SATISFIABLE`](/problems/range-not-satisfiable): The range cannot be satisfied */
            416: {
                headers: {
                    "Content-Range": components["headers"]["Content-Range"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    DownloadExportDeletions: {
        parameters: {
            query?: {
                /** @description Bytes to send at most, from 1; absent: to the end. Over REST use the `Range` header instead. */
                length?: number;
                /** @description First byte to send, from 0; absent: 0. Over REST use the `Range` header instead. */
                offset?: number;
                /** @description Signature from GetExportDownload, in place of an API key. */
                token?: string;
            };
            header?: {
                /** @description `ETag` of a response you hold; while it is current the answer is 304. */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /** @description `ETag` of the part you hold: `Range` counts only while it is current, else the whole artifact is sent. */
                "If-Range"?: components["parameters"]["If-Range"];
                /** @description One range of bytes, to resume or to fetch a part (RFC 9110), for example `bytes=1024-`. */
                Range?: components["parameters"]["Range"];
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path: {
                /**
                 * @description Identifier of the export, a UUID.
                 * @example 2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10
                 */
                exportId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole artifact. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Length": components["headers"]["Content-Length"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example {"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"DELETE","url":"Observation/made-up-3"}}]} */
                    "application/fhir+ndjson": string;
                };
            };
            /** @description The range asked for. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Length": components["headers"]["Content-Length"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example {"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"DELETE","url":"Observation/made-up-3"}}]} */
                    "application/fhir+ndjson": string;
                };
            };
            /** @description The artifact is as you know it. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
                };
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`SDK_RESOURCE_TYPE_NOT_AUTHORIZED`](/problems/sdk-resource-type-not-authorized): The resource type is not authorized; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeInsufficientProblem"] | components["schemas"]["SdkConnectionNotActiveProblem"] | components["schemas"]["SdkResourceTypeNotAuthorizedProblem"] | components["schemas"]["WrongEnvironmentProblem"];
                };
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description [`SDK_EXPORT_CANCELLED`](/problems/sdk-export-cancelled): The export was cancelled; [`SDK_EXPORT_EXPIRED`](/problems/sdk-export-expired): The export has expired; [`SDK_EXPORT_FAILED`](/problems/sdk-export-failed): The export failed; [`SDK_EXPORT_NOT_READY`](/problems/sdk-export-not-ready): The export is not ready */
            409: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Optional-Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SdkExportCancelledProblem"] | components["schemas"]["SdkExportExpiredProblem"] | components["schemas"]["SdkExportFailedProblem"] | components["schemas"]["SdkExportNotReadyProblem"];
                };
            };
            /** @description [`RANGE_NOT_SATISFIABLE`](/problems/range-not-satisfiable): The range cannot be satisfied */
            416: {
                headers: {
                    "Content-Range": components["headers"]["Content-Range"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RangeNotSatisfiableProblem"];
                };
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RateLimitedProblem"];
                };
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalProblem"];
                };
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnavailableProblem"];
                };
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DeadlineExceededProblem"];
                };
            };
        };
    };
    DownloadExportDeletionsHead: {
        parameters: {
            query?: {
                /** @description Bytes to send at most, from 1; absent: to the end. Over REST use the `Range` header instead. */
                length?: number;
                /** @description First byte to send, from 0; absent: 0. Over REST use the `Range` header instead. */
                offset?: number;
                /** @description Signature from GetExportDownload, in place of an API key. */
                token?: string;
            };
            header?: {
                /** @description `ETag` of a response you hold; while it is current the answer is 304. */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path: {
                /**
                 * @description Identifier of the export, a UUID.
                 * @example 2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10
                 */
                exportId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole artifact. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Length": components["headers"]["Content-Length"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The range asked for. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Length": components["headers"]["Content-Length"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The artifact is as you know it. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`SDK_RESOURCE_TYPE_NOT_AUTHORIZED`](/problems/sdk-resource-type-not-authorized): The resource type is not authorized; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`SDK_EXPORT_CANCELLED`](/problems/sdk-export-cancelled): The export was cancelled; [`SDK_EXPORT_EXPIRED`](/problems/sdk-export-expired): The export has expired; [`SDK_EXPORT_FAILED`](/problems/sdk-export-failed): The export failed; [`SDK_EXPORT_NOT_READY`](/problems/sdk-export-not-ready): The export is not ready */
            409: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Optional-Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`RANGE_NOT_SATISFIABLE`](/problems/range-not-satisfiable): The range cannot be satisfied */
            416: {
                headers: {
                    "Content-Range": components["headers"]["Content-Range"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GetExportDownload: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path: {
                /**
                 * @description Identifier of the export, a UUID.
                 * @example 2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10
                 */
                exportId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed URLs of the export's files. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "download": {
                     *         "url": "https://api.example.com/api/sdk/v1/records/exports/2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10/artifact?token=made-up",
                     *         "expiresInSeconds": 300,
                     *         "expiresAt": "2026-03-01T08:05:10Z"
                     *       },
                     *       "export": {
                     *         "id": "2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10",
                     *         "connectionId": "9b2d6c1e-5f3a-4c8e-8f0d-1a2b3c4d5e6f",
                     *         "status": "READY",
                     *         "resourceTypes": [
                     *           "Condition",
                     *           "Observation"
                     *         ],
                     *         "format": "fhir_ndjson",
                     *         "includeRawFhir": true,
                     *         "queuedAt": "2026-03-01T08:00:00Z",
                     *         "createdAt": "2026-03-01T08:00:00Z",
                     *         "updatedAt": "2026-03-01T08:00:09Z",
                     *         "artifact": {
                     *           "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "byteSize": "52428800"
                     *         },
                     *         "progress": {
                     *           "recordsExported": "12500",
                     *           "recordsTotal": "12500"
                     *         },
                     *         "startedAt": "2026-03-01T08:00:01Z",
                     *         "completedAt": "2026-03-01T08:00:09Z",
                     *         "expiresAt": "2026-03-08T08:00:09Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["GetExportDownloadResponse"];
                };
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
                };
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`SDK_RESOURCE_TYPE_NOT_AUTHORIZED`](/problems/sdk-resource-type-not-authorized): The resource type is not authorized; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeInsufficientProblem"] | components["schemas"]["SdkConnectionNotActiveProblem"] | components["schemas"]["SdkResourceTypeNotAuthorizedProblem"] | components["schemas"]["WrongEnvironmentProblem"];
                };
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description [`SDK_EXPORT_CANCELLED`](/problems/sdk-export-cancelled): The export was cancelled; [`SDK_EXPORT_EXPIRED`](/problems/sdk-export-expired): The export has expired; [`SDK_EXPORT_FAILED`](/problems/sdk-export-failed): The export failed; [`SDK_EXPORT_NOT_READY`](/problems/sdk-export-not-ready): The export is not ready */
            409: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Optional-Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SdkExportCancelledProblem"] | components["schemas"]["SdkExportExpiredProblem"] | components["schemas"]["SdkExportFailedProblem"] | components["schemas"]["SdkExportNotReadyProblem"];
                };
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RateLimitedProblem"];
                };
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalProblem"];
                };
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnavailableProblem"];
                };
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DeadlineExceededProblem"];
                };
            };
        };
    };
    GetExportDownloadHead: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path: {
                /**
                 * @description Identifier of the export, a UUID.
                 * @example 2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10
                 */
                exportId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed URLs of the export's files. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`SDK_RESOURCE_TYPE_NOT_AUTHORIZED`](/problems/sdk-resource-type-not-authorized): The resource type is not authorized; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`SDK_EXPORT_CANCELLED`](/problems/sdk-export-cancelled): The export was cancelled; [`SDK_EXPORT_EXPIRED`](/problems/sdk-export-expired): The export has expired; [`SDK_EXPORT_FAILED`](/problems/sdk-export-failed): The export failed; [`SDK_EXPORT_NOT_READY`](/problems/sdk-export-not-ready): The export is not ready */
            409: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Optional-Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    WatchExport: {
        parameters: {
            query?: {
                /** @description Signature from GetExportWatch, in place of an API key. */
                token?: string;
            };
            header?: {
                /** @description `id` of the last event that was seen; a browser's EventSource sends it when it reconnects. */
                "Last-Event-ID"?: components["parameters"]["Last-Event-ID"];
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path: {
                /**
                 * @description Identifier of the export, a UUID.
                 * @example 2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10
                 */
                exportId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events. Each `data:` is the JSON of one WatchExportResponse. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "READY",
                     *       "data": "{\"export\": {\"id\": \"2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10\", \"connectionId\": \"9b2d6c1e-5f3a-4c8e-8f0d-1a2b3c4d5e6f\", \"status\": \"READY\", \"resourceTypes\": [\"Condition\", \"Observation\"], \"format\": \"fhir_ndjson\", \"includeRawFhir\": true, \"queuedAt\": \"2026-03-01T08:00:00Z\", \"createdAt\": \"2026-03-01T08:00:00Z\", \"updatedAt\": \"2026-03-01T08:00:09Z\", \"artifact\": {\"sha256\": \"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\", \"byteSize\": \"52428800\"}, \"progress\": {\"recordsExported\": \"12500\", \"recordsTotal\": \"12500\"}, \"startedAt\": \"2026-03-01T08:00:01Z\", \"completedAt\": \"2026-03-01T08:00:09Z\", \"expiresAt\": \"2026-03-08T08:00:09Z\"}}"
                     *     }
                     */
                    "text/event-stream": {
                        /** @description The export as it stands after the change, as JSON. */
                        data: string;
                        /** @description The state; a client that reconnects sends it as `Last-Event-ID`. */
                        id: string;
                    };
                };
            };
            /** @description `Last-Event-ID` is the final state: nothing more comes, and an EventSource stops. */
            204: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
                };
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeInsufficientProblem"] | components["schemas"]["SdkConnectionNotActiveProblem"] | components["schemas"]["WrongEnvironmentProblem"];
                };
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RateLimitedProblem"];
                };
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalProblem"];
                };
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnavailableProblem"];
                };
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DeadlineExceededProblem"];
                };
            };
        };
    };
    GetExportWatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path: {
                /**
                 * @description Identifier of the export, a UUID.
                 * @example 2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10
                 */
                exportId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A signed URL of the events. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "watch": {
                     *         "url": "https://api.example.com/api/sdk/v1/records/exports/2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10/events?token=made-up",
                     *         "expiresInSeconds": 300,
                     *         "expiresAt": "2026-03-01T08:05:10Z"
                     *       },
                     *       "export": {
                     *         "id": "2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10",
                     *         "connectionId": "9b2d6c1e-5f3a-4c8e-8f0d-1a2b3c4d5e6f",
                     *         "status": "QUEUED",
                     *         "resourceTypes": [
                     *           "Condition",
                     *           "Observation"
                     *         ],
                     *         "format": "fhir_ndjson",
                     *         "includeRawFhir": true,
                     *         "queuedAt": "2026-03-01T08:00:00Z",
                     *         "createdAt": "2026-03-01T08:00:00Z",
                     *         "updatedAt": "2026-03-01T08:00:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["GetExportWatchResponse"];
                };
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
                };
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeInsufficientProblem"] | components["schemas"]["SdkConnectionNotActiveProblem"] | components["schemas"]["WrongEnvironmentProblem"];
                };
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RateLimitedProblem"];
                };
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalProblem"];
                };
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnavailableProblem"];
                };
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DeadlineExceededProblem"];
                };
            };
        };
    };
    GetExportWatchHead: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path: {
                /**
                 * @description Identifier of the export, a UUID.
                 * @example 2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10
                 */
                exportId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A signed URL of the events. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GetImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path: {
                /**
                 * @description Identifier of the import, a UUID.
                 * @example 0b9c3d6e-1f2a-4b5c-8d7e-9f0a1b2c3d4e
                 */
                importId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The import as it stands. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "import": {
                     *         "id": "0b9c3d6e-1f2a-4b5c-8d7e-9f0a1b2c3d4e",
                     *         "connectionId": "9b2d6c1e-5f3a-4c8e-8f0d-1a2b3c4d5e6f",
                     *         "status": "COMPLETED",
                     *         "source": "https://hospital.example/fhir",
                     *         "committedBytes": "1048576",
                     *         "committedLines": "700",
                     *         "counts": {
                     *           "imported": "690",
                     *           "changed": "4",
                     *           "unchanged": "5",
                     *           "older": "0",
                     *           "deleted": "0",
                     *           "rejected": "1",
                     *           "notGranted": "0",
                     *           "conditionalReferences": "0",
                     *           "unresolvedReferences": "0",
                     *           "operationOutcomes": "0"
                     *         },
                     *         "createdAt": "2026-03-01T08:00:00Z",
                     *         "updatedAt": "2026-03-01T08:00:02Z",
                     *         "completedAt": "2026-03-01T08:00:02Z"
                     *       },
                     *       "results": [
                     *         {
                     *           "line": "17",
                     *           "rule": "ID_INVALID",
                     *           "detail": "id is missing or not 1-64 of the characters A-Z a-z 0-9 - ."
                     *         }
                     *       ],
                     *       "furtherResults": "0"
                     *     }
                     */
                    "application/json": components["schemas"]["GetImportResponse"];
                };
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
                };
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeInsufficientProblem"] | components["schemas"]["WrongEnvironmentProblem"];
                };
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RateLimitedProblem"];
                };
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalProblem"];
                };
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnavailableProblem"];
                };
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DeadlineExceededProblem"];
                };
            };
        };
    };
    ImportRecords: {
        parameters: {
            query: {
                /** @description Connection whose records these are, a UUID. Required. */
                connectionId: string;
                /** @description Where in the input, decompressed, this body begins: exactly `committedBytes` of an import that was cut, or 0. */
                offset?: number;
                /** @description FHIR base URL of the server that the records are from; absent: none is named, and ids stay as they are. */
                source?: string;
            };
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path: {
                /**
                 * @description Identifier of the import, a UUID that the sender makes. Required.
                 * @example 0b9c3d6e-1f2a-4b5c-8d7e-9f0a1b2c3d4e
                 */
                importId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {"resourceType":"Condition","id":"made-up-1"}
                 *     {"resourceType":"Observation","id":"made-up-2"}
                 */
                "application/fhir+json": string;
                /**
                 * @example {"resourceType":"Condition","id":"made-up-1"}
                 *     {"resourceType":"Observation","id":"made-up-2"}
                 */
                "application/fhir+ndjson": string;
            };
        };
        responses: {
            /** @description All of the input was read; `results` has what was not stored. */
            200: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Optional-Idempotency-Replayed"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "import": {
                     *         "id": "0b9c3d6e-1f2a-4b5c-8d7e-9f0a1b2c3d4e",
                     *         "connectionId": "9b2d6c1e-5f3a-4c8e-8f0d-1a2b3c4d5e6f",
                     *         "status": "COMPLETED",
                     *         "source": "https://hospital.example/fhir",
                     *         "committedBytes": "1048576",
                     *         "committedLines": "700",
                     *         "counts": {
                     *           "imported": "690",
                     *           "changed": "4",
                     *           "unchanged": "5",
                     *           "older": "0",
                     *           "deleted": "0",
                     *           "rejected": "1",
                     *           "notGranted": "0",
                     *           "conditionalReferences": "0",
                     *           "unresolvedReferences": "0",
                     *           "operationOutcomes": "0"
                     *         },
                     *         "createdAt": "2026-03-01T08:00:00Z",
                     *         "updatedAt": "2026-03-01T08:00:02Z",
                     *         "completedAt": "2026-03-01T08:00:02Z"
                     *       },
                     *       "results": [
                     *         {
                     *           "line": "17",
                     *           "rule": "ID_INVALID",
                     *           "detail": "id is missing or not 1-64 of the characters A-Z a-z 0-9 - ."
                     *         }
                     *       ],
                     *       "furtherResults": "0"
                     *     }
                     */
                    "application/json": components["schemas"]["ImportRecordsResponse"];
                };
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
                };
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeInsufficientProblem"] | components["schemas"]["SdkConnectionNotActiveProblem"] | components["schemas"]["WrongEnvironmentProblem"];
                };
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description [`SDK_IMPORT_CONFLICT`](/problems/sdk-import-conflict): The import cannot go on from here */
            409: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SdkImportConflictProblem"];
                };
            };
            /** @description [`PAYLOAD_TOO_LARGE`](/problems/payload-too-large): The request body is too large */
            413: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
                };
            };
            /** @description [`UNSUPPORTED_MEDIA_TYPE`](/problems/unsupported-media-type): The media type is not supported */
            415: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description [`IDEMPOTENCY_KEY_REUSED`](/problems/idempotency-key-reused): The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"];
                };
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RateLimitedProblem"];
                };
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalProblem"];
                };
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnavailableProblem"];
                };
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DeadlineExceededProblem"];
                };
            };
        };
    };
    GetImportHead: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path: {
                /**
                 * @description Identifier of the import, a UUID.
                 * @example 0b9c3d6e-1f2a-4b5c-8d7e-9f0a1b2c3d4e
                 */
                importId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The import as it stands. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ListSignals: {
        parameters: {
            query: {
                /** @description Connection that the signals are about, a UUID. Required. */
                connectionId: string;
                /** @description `nextCursor` of the page before; absent: the first page. */
                cursor?: string;
                /** @description Signals a page, 1-100; absent: 20. */
                limit?: number;
                /** @description Only of this namespace. */
                namespace?: string;
                /** @description Only of this type; give it with its namespace. */
                signalType?: string;
                /** @description Only what happened at or after it, by the service's clock. */
                since?: string;
                /** @description Only what happened before it. */
                until?: string;
            };
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of signals, the last to happen first. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "signals": [
                     *         {
                     *           "signal": {
                     *             "id": "6a0e8f1b-7c2d-4e3f-9a4b-5c6d7e8f9a0b",
                     *             "connectionId": "9b2d6c1e-5f3a-4c8e-8f0d-1a2b3c4d5e6f",
                     *             "namespace": "activity",
                     *             "signalType": "daily_summary",
                     *             "occurredAt": "2026-03-01T07:59:30Z",
                     *             "receivedAt": "2026-03-01T08:00:00Z"
                     *           },
                     *           "payload": {
                     *             "date": "2026-02-28",
                     *             "source": "watch",
                     *             "steps": 8042,
                     *             "activeMinutes": 47
                     *           },
                     *           "schemaVersion": 1,
                     *           "eventAt": "2026-03-01T07:59:30Z"
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "nextCursor": "WzE3NzIzNTIwMDBd"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ListSignalsResponse"];
                };
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
                };
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`SDK_SIGNAL_TYPE_NOT_ALLOWED`](/problems/sdk-signal-type-not-allowed): The connection does not allow this signal; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeInsufficientProblem"] | components["schemas"]["SdkConnectionNotActiveProblem"] | components["schemas"]["SdkSignalTypeNotAllowedProblem"] | components["schemas"]["WrongEnvironmentProblem"];
                };
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RateLimitedProblem"];
                };
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalProblem"];
                };
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnavailableProblem"];
                };
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DeadlineExceededProblem"];
                };
            };
        };
    };
    IngestSignal: {
        parameters: {
            query?: never;
            header: {
                /** @description Makes a retry safe: for 24 hours the same key with the same request gives the first response again. Use a new UUID for each new request. The quoted and the bare form are one key. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "connectionId": "9b2d6c1e-5f3a-4c8e-8f0d-1a2b3c4d5e6f",
                 *       "namespace": "activity",
                 *       "signalType": "daily_summary",
                 *       "payload": {
                 *         "date": "2026-02-28",
                 *         "source": "watch",
                 *         "steps": 8042,
                 *         "activeMinutes": 47
                 *       },
                 *       "occurredAt": "2026-03-01T07:59:30Z"
                 *     }
                 */
                "application/json": components["schemas"]["IngestSignalRequest"];
            };
        };
        responses: {
            /** @description A dry run: the signal would be stored, and is not. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "signal": {
                     *         "id": "6a0e8f1b-7c2d-4e3f-9a4b-5c6d7e8f9a0b",
                     *         "connectionId": "9b2d6c1e-5f3a-4c8e-8f0d-1a2b3c4d5e6f",
                     *         "namespace": "activity",
                     *         "signalType": "daily_summary",
                     *         "occurredAt": "2026-03-01T07:59:30Z",
                     *         "receivedAt": "2026-03-01T08:00:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["IngestSignalResponse"];
                };
            };
            /** @description The signal is stored. */
            201: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Optional-Idempotency-Replayed"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "signal": {
                     *         "id": "6a0e8f1b-7c2d-4e3f-9a4b-5c6d7e8f9a0b",
                     *         "connectionId": "9b2d6c1e-5f3a-4c8e-8f0d-1a2b3c4d5e6f",
                     *         "namespace": "activity",
                     *         "signalType": "daily_summary",
                     *         "occurredAt": "2026-03-01T07:59:30Z",
                     *         "receivedAt": "2026-03-01T08:00:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["IngestSignalResponse"];
                };
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request; [`IDEMPOTENCY_KEY_REQUIRED`](/problems/idempotency-key-required): An Idempotency-Key is required */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"] | components["schemas"]["IdempotencyKeyRequiredProblem"];
                };
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
                };
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`SDK_SIGNAL_TYPE_NOT_ALLOWED`](/problems/sdk-signal-type-not-allowed): The connection does not allow this signal; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeInsufficientProblem"] | components["schemas"]["SdkConnectionNotActiveProblem"] | components["schemas"]["SdkSignalTypeNotAllowedProblem"] | components["schemas"]["WrongEnvironmentProblem"];
                };
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description [`PAYLOAD_TOO_LARGE`](/problems/payload-too-large): The request body is too large; [`SDK_SIGNAL_PAYLOAD_TOO_LARGE`](/problems/sdk-signal-payload-too-large): The signal payload is too large */
            413: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"] | components["schemas"]["SdkSignalPayloadTooLargeProblem"];
                };
            };
            /** @description [`UNSUPPORTED_MEDIA_TYPE`](/problems/unsupported-media-type): The media type is not supported */
            415: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description [`IDEMPOTENCY_KEY_REUSED`](/problems/idempotency-key-reused): The Idempotency-Key belongs to another request; [`SDK_SIGNAL_NAMESPACE_UNKNOWN`](/problems/sdk-signal-namespace-unknown): The signal namespace or type is unknown; [`SDK_SIGNAL_PAYLOAD_SCHEMA_MISMATCH`](/problems/sdk-signal-payload-schema-mismatch): The payload does not match its schema; [`SDK_SIGNAL_PHI_DETECTED`](/problems/sdk-signal-phi-detected): The payload contains identifying information; [`SDK_SIGNAL_TIME_OUT_OF_BOUNDS`](/problems/sdk-signal-time-out-of-bounds): The signal's time is out of bounds */
            422: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["SdkSignalNamespaceUnknownProblem"] | components["schemas"]["SdkSignalPayloadSchemaMismatchProblem"] | components["schemas"]["SdkSignalPhiDetectedProblem"] | components["schemas"]["SdkSignalTimeOutOfBoundsProblem"];
                };
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RateLimitedProblem"];
                };
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalProblem"];
                };
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnavailableProblem"];
                };
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DeadlineExceededProblem"];
                };
            };
        };
    };
    ListSignalsHead: {
        parameters: {
            query: {
                /** @description Connection that the signals are about, a UUID. Required. */
                connectionId: string;
                /** @description `nextCursor` of the page before; absent: the first page. */
                cursor?: string;
                /** @description Signals a page, 1-100; absent: 20. */
                limit?: number;
                /** @description Only of this namespace. */
                namespace?: string;
                /** @description Only of this type; give it with its namespace. */
                signalType?: string;
                /** @description Only what happened at or after it, by the service's clock. */
                since?: string;
                /** @description Only what happened before it. */
                until?: string;
            };
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of signals, the last to happen first. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`SDK_SIGNAL_TYPE_NOT_ALLOWED`](/problems/sdk-signal-type-not-allowed): The connection does not allow this signal; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    AggregateSignals: {
        parameters: {
            query: {
                /** @description Connection that the signals are about, a UUID. Required. */
                connectionId: string;
                /** @description Member of the payload, for example `steps`; of an object in it two names with a dot between, for example `sleep.deep`. Required. */
                field: string;
                /** @description `hour` or `day`. Required. */
                interval: string;
                /** @description Namespace of the signals. Required. */
                namespace: string;
                /** @description Type of the signals. Required. */
                signalType: string;
                /** @description Begin of the first interval that counts: what happened at or after it, by the service's clock. Required. */
                since: string;
                /** @description What happened before it; at most 1,000 intervals after `since`. Required. */
                until: string;
                /** @description Offset from UTC at which hours and days begin, for example `+01:00`; absent: UTC. */
                utcOffset?: string;
            };
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures of each interval that has a number. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "intervals": [
                     *         {
                     *           "since": "2026-03-01T00:00:00Z",
                     *           "count": 2,
                     *           "min": 3021,
                     *           "max": 5021,
                     *           "mean": 4021,
                     *           "sum": 8042
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AggregateSignalsResponse"];
                };
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
                };
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`SDK_SIGNAL_TYPE_NOT_ALLOWED`](/problems/sdk-signal-type-not-allowed): The connection does not allow this signal; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeInsufficientProblem"] | components["schemas"]["SdkConnectionNotActiveProblem"] | components["schemas"]["SdkSignalTypeNotAllowedProblem"] | components["schemas"]["WrongEnvironmentProblem"];
                };
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RateLimitedProblem"];
                };
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalProblem"];
                };
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnavailableProblem"];
                };
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DeadlineExceededProblem"];
                };
            };
        };
    };
    AggregateSignalsHead: {
        parameters: {
            query: {
                /** @description Connection that the signals are about, a UUID. Required. */
                connectionId: string;
                /** @description Member of the payload, for example `steps`; of an object in it two names with a dot between, for example `sleep.deep`. Required. */
                field: string;
                /** @description `hour` or `day`. Required. */
                interval: string;
                /** @description Namespace of the signals. Required. */
                namespace: string;
                /** @description Type of the signals. Required. */
                signalType: string;
                /** @description Begin of the first interval that counts: what happened at or after it, by the service's clock. Required. */
                since: string;
                /** @description What happened before it; at most 1,000 intervals after `since`. Required. */
                until: string;
                /** @description Offset from UTC at which hours and days begin, for example `+01:00`; absent: UTC. */
                utcOffset?: string;
            };
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures of each interval that has a number. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`SDK_SIGNAL_TYPE_NOT_ALLOWED`](/problems/sdk-signal-type-not-allowed): The connection does not allow this signal; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    IngestSignals: {
        parameters: {
            query?: never;
            header: {
                /** @description Makes a retry safe: for 24 hours the same key with the same request gives the first response again. Use a new UUID for each new request. The quoted and the bare form are one key. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "items": [
                 *         {
                 *           "idempotencyKey": "8e03978e-40d5-43e8-bc93-6894a57f9324",
                 *           "signal": {
                 *             "connectionId": "9b2d6c1e-5f3a-4c8e-8f0d-1a2b3c4d5e6f",
                 *             "namespace": "activity",
                 *             "signalType": "daily_summary",
                 *             "payload": {
                 *               "date": "2026-02-28",
                 *               "source": "watch",
                 *               "steps": 8042,
                 *               "activeMinutes": 47
                 *             },
                 *             "occurredAt": "2026-03-01T07:59:30Z"
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["IngestSignalsRequest"];
            };
        };
        responses: {
            /** @description One result per item, in order; a refused item holds its problem. */
            200: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Optional-Idempotency-Replayed"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "signal": {
                     *             "id": "6a0e8f1b-7c2d-4e3f-9a4b-5c6d7e8f9a0b",
                     *             "connectionId": "9b2d6c1e-5f3a-4c8e-8f0d-1a2b3c4d5e6f",
                     *             "namespace": "activity",
                     *             "signalType": "daily_summary",
                     *             "occurredAt": "2026-03-01T07:59:30Z",
                     *             "receivedAt": "2026-03-01T08:00:00Z"
                     *           }
                     *         },
                     *         {
                     *           "problem": {
                     *             "type": "https://curaeai.com/problems/sdk-signal-phi-detected",
                     *             "title": "The payload contains identifying information",
                     *             "status": 422,
                     *             "code": "SDK_SIGNAL_PHI_DETECTED",
                     *             "retryable": false,
                     *             "detail": "the payload contains identifying information; remove it",
                     *             "instance": "123e4567-e89b-12d3-a456-426614174000",
                     *             "details": {
                     *               "violations": [
                     *                 {
                     *                   "field": "/payload/note",
                     *                   "description": "looks like an e-mail address"
                     *                 }
                     *               ]
                     *             }
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["IngestSignalsResponse"];
                };
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request; [`IDEMPOTENCY_KEY_REQUIRED`](/problems/idempotency-key-required): An Idempotency-Key is required */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"] | components["schemas"]["IdempotencyKeyRequiredProblem"];
                };
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
                };
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeInsufficientProblem"] | components["schemas"]["WrongEnvironmentProblem"];
                };
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description [`PAYLOAD_TOO_LARGE`](/problems/payload-too-large): The request body is too large */
            413: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
                };
            };
            /** @description [`UNSUPPORTED_MEDIA_TYPE`](/problems/unsupported-media-type): The media type is not supported */
            415: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description [`IDEMPOTENCY_KEY_REUSED`](/problems/idempotency-key-reused): The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"];
                };
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RateLimitedProblem"];
                };
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalProblem"];
                };
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnavailableProblem"];
                };
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DeadlineExceededProblem"];
                };
            };
        };
    };
    GetSignal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path: {
                /**
                 * @description Identifier of the signal, a UUID.
                 * @example 6a0e8f1b-7c2d-4e3f-9a4b-5c6d7e8f9a0b
                 */
                signalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The signal, or the tombstone of one that was withdrawn. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "record": {
                     *         "signal": {
                     *           "id": "6a0e8f1b-7c2d-4e3f-9a4b-5c6d7e8f9a0b",
                     *           "connectionId": "9b2d6c1e-5f3a-4c8e-8f0d-1a2b3c4d5e6f",
                     *           "namespace": "activity",
                     *           "signalType": "daily_summary",
                     *           "occurredAt": "2026-03-01T07:59:30Z",
                     *           "receivedAt": "2026-03-01T08:00:00Z"
                     *         },
                     *         "payload": {
                     *           "date": "2026-02-28",
                     *           "source": "watch",
                     *           "steps": 8042,
                     *           "activeMinutes": 47
                     *         },
                     *         "schemaVersion": 1,
                     *         "eventAt": "2026-03-01T07:59:30Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["GetSignalResponse"];
                };
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
                };
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`SDK_SIGNAL_TYPE_NOT_ALLOWED`](/problems/sdk-signal-type-not-allowed): The connection does not allow this signal; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeInsufficientProblem"] | components["schemas"]["SdkConnectionNotActiveProblem"] | components["schemas"]["SdkSignalTypeNotAllowedProblem"] | components["schemas"]["WrongEnvironmentProblem"];
                };
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RateLimitedProblem"];
                };
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalProblem"];
                };
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnavailableProblem"];
                };
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DeadlineExceededProblem"];
                };
            };
        };
    };
    WithdrawSignal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path: {
                /**
                 * @description Identifier of the signal, a UUID.
                 * @example 6a0e8f1b-7c2d-4e3f-9a4b-5c6d7e8f9a0b
                 */
                signalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tombstone; the same again where it was withdrawn before. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tombstone": {
                     *         "id": "6a0e8f1b-7c2d-4e3f-9a4b-5c6d7e8f9a0b",
                     *         "connectionId": "9b2d6c1e-5f3a-4c8e-8f0d-1a2b3c4d5e6f",
                     *         "namespace": "activity",
                     *         "signalType": "daily_summary",
                     *         "withdrawnAt": "2026-03-01T09:00:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["WithdrawSignalResponse"];
                };
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
                };
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeInsufficientProblem"] | components["schemas"]["SdkConnectionNotActiveProblem"] | components["schemas"]["WrongEnvironmentProblem"];
                };
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RateLimitedProblem"];
                };
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalProblem"];
                };
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnavailableProblem"];
                };
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DeadlineExceededProblem"];
                };
            };
        };
    };
    GetSignalHead: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path: {
                /**
                 * @description Identifier of the signal, a UUID.
                 * @example 6a0e8f1b-7c2d-4e3f-9a4b-5c6d7e8f9a0b
                 */
                signalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The signal, or the tombstone of one that was withdrawn. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`SDK_SIGNAL_TYPE_NOT_ALLOWED`](/problems/sdk-signal-type-not-allowed): The connection does not allow this signal; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ReplaceSignal: {
        parameters: {
            query?: never;
            header: {
                /** @description Makes a retry safe: for 24 hours the same key with the same request gives the first response again. Use a new UUID for each new request. The quoted and the bare form are one key. */
                "Idempotency-Key": components["parameters"]["Idempotency-Key"];
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path: {
                /**
                 * @description Identifier of the signal to replace, a UUID.
                 * @example 6a0e8f1b-7c2d-4e3f-9a4b-5c6d7e8f9a0b
                 */
                signalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "payload": {
                 *         "date": "2026-02-28",
                 *         "source": "watch",
                 *         "steps": 8142,
                 *         "activeMinutes": 48
                 *       },
                 *       "occurredAt": "2026-03-01T07:59:30Z"
                 *     }
                 */
                "application/json": components["schemas"]["ReplaceSignalRequest"];
            };
        };
        responses: {
            /** @description The new signal, and the tombstone of the one before. */
            201: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Optional-Idempotency-Replayed"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "signal": {
                     *         "id": "7b1f9c2c-8d3e-4f40-8b5c-6d7e8f9a0b1c",
                     *         "connectionId": "9b2d6c1e-5f3a-4c8e-8f0d-1a2b3c4d5e6f",
                     *         "namespace": "activity",
                     *         "signalType": "daily_summary",
                     *         "occurredAt": "2026-03-01T07:59:30Z",
                     *         "receivedAt": "2026-03-01T08:00:00Z"
                     *       },
                     *       "replaced": {
                     *         "id": "6a0e8f1b-7c2d-4e3f-9a4b-5c6d7e8f9a0b",
                     *         "connectionId": "9b2d6c1e-5f3a-4c8e-8f0d-1a2b3c4d5e6f",
                     *         "namespace": "activity",
                     *         "signalType": "daily_summary",
                     *         "withdrawnAt": "2026-03-01T09:00:00Z",
                     *         "replacedBy": "7b1f9c2c-8d3e-4f40-8b5c-6d7e8f9a0b1c"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ReplaceSignalResponse"];
                };
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request; [`IDEMPOTENCY_KEY_REQUIRED`](/problems/idempotency-key-required): An Idempotency-Key is required */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"] | components["schemas"]["IdempotencyKeyRequiredProblem"];
                };
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
                };
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`SDK_CONNECTION_NOT_ACTIVE`](/problems/sdk-connection-not-active): The connection is not active; [`SDK_SIGNAL_TYPE_NOT_ALLOWED`](/problems/sdk-signal-type-not-allowed): The connection does not allow this signal; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeInsufficientProblem"] | components["schemas"]["SdkConnectionNotActiveProblem"] | components["schemas"]["SdkSignalTypeNotAllowedProblem"] | components["schemas"]["WrongEnvironmentProblem"];
                };
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description [`SDK_SIGNAL_WITHDRAWN`](/problems/sdk-signal-withdrawn): The signal was withdrawn */
            409: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SdkSignalWithdrawnProblem"];
                };
            };
            /** @description [`PAYLOAD_TOO_LARGE`](/problems/payload-too-large): The request body is too large; [`SDK_SIGNAL_PAYLOAD_TOO_LARGE`](/problems/sdk-signal-payload-too-large): The signal payload is too large */
            413: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"] | components["schemas"]["SdkSignalPayloadTooLargeProblem"];
                };
            };
            /** @description [`UNSUPPORTED_MEDIA_TYPE`](/problems/unsupported-media-type): The media type is not supported */
            415: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description [`IDEMPOTENCY_KEY_REUSED`](/problems/idempotency-key-reused): The Idempotency-Key belongs to another request; [`SDK_SIGNAL_NAMESPACE_UNKNOWN`](/problems/sdk-signal-namespace-unknown): The signal namespace or type is unknown; [`SDK_SIGNAL_PAYLOAD_SCHEMA_MISMATCH`](/problems/sdk-signal-payload-schema-mismatch): The payload does not match its schema; [`SDK_SIGNAL_PHI_DETECTED`](/problems/sdk-signal-phi-detected): The payload contains identifying information; [`SDK_SIGNAL_TIME_OUT_OF_BOUNDS`](/problems/sdk-signal-time-out-of-bounds): The signal's time is out of bounds */
            422: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["SdkSignalNamespaceUnknownProblem"] | components["schemas"]["SdkSignalPayloadSchemaMismatchProblem"] | components["schemas"]["SdkSignalPhiDetectedProblem"] | components["schemas"]["SdkSignalTimeOutOfBoundsProblem"];
                };
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RateLimitedProblem"];
                };
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalProblem"];
                };
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnavailableProblem"];
                };
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DeadlineExceededProblem"];
                };
            };
        };
    };
    ListSignalNamespaces: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The namespaces. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "namespaces": [
                     *         {
                     *           "name": "activity",
                     *           "schemas": [
                     *             {
                     *               "signalType": "daily_summary",
                     *               "version": 1,
                     *               "schema": {
                     *                 "type": "object",
                     *                 "properties": {
                     *                   "date": {
                     *                     "type": "string",
                     *                     "format": "date"
                     *                   },
                     *                   "source": {
                     *                     "enum": [
                     *                       "phone",
                     *                       "watch",
                     *                       "band",
                     *                       "ring",
                     *                       "scale",
                     *                       "other"
                     *                     ]
                     *                   },
                     *                   "steps": {
                     *                     "type": "integer",
                     *                     "minimum": 0
                     *                   },
                     *                   "activeMinutes": {
                     *                     "type": "integer",
                     *                     "minimum": 0,
                     *                     "maximum": 1440
                     *                   }
                     *                 },
                     *                 "required": [
                     *                   "date",
                     *                   "source",
                     *                   "steps"
                     *                 ],
                     *                 "additionalProperties": false
                     *               }
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ListSignalNamespacesResponse"];
                };
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
                };
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeInsufficientProblem"] | components["schemas"]["WrongEnvironmentProblem"];
                };
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RateLimitedProblem"];
                };
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalProblem"];
                };
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnavailableProblem"];
                };
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DeadlineExceededProblem"];
                };
            };
        };
    };
    ListSignalNamespacesHead: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The namespaces. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GetSignalNamespace: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path: {
                /**
                 * @description Name of the namespace, for example `activity`.
                 * @example activity
                 */
                namespace: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The namespace. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "namespace": {
                     *         "name": "activity",
                     *         "schemas": [
                     *           {
                     *             "signalType": "daily_summary",
                     *             "version": 1,
                     *             "schema": {
                     *               "type": "object",
                     *               "properties": {
                     *                 "date": {
                     *                   "type": "string",
                     *                   "format": "date"
                     *                 },
                     *                 "source": {
                     *                   "enum": [
                     *                     "phone",
                     *                     "watch",
                     *                     "band",
                     *                     "ring",
                     *                     "scale",
                     *                     "other"
                     *                   ]
                     *                 },
                     *                 "steps": {
                     *                   "type": "integer",
                     *                   "minimum": 0
                     *                 },
                     *                 "activeMinutes": {
                     *                   "type": "integer",
                     *                   "minimum": 0,
                     *                   "maximum": 1440
                     *                 }
                     *               },
                     *               "required": [
                     *                 "date",
                     *                 "source",
                     *                 "steps"
                     *               ],
                     *               "additionalProperties": false
                     *             }
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["GetSignalNamespaceResponse"];
                };
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
                };
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeInsufficientProblem"] | components["schemas"]["WrongEnvironmentProblem"];
                };
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RateLimitedProblem"];
                };
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalProblem"];
                };
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnavailableProblem"];
                };
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DeadlineExceededProblem"];
                };
            };
        };
    };
    GetSignalNamespaceHead: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request in logs and problems; one is made where it is absent. */
                "x-request-id"?: components["parameters"]["x-request-id"];
            };
            path: {
                /**
                 * @description Name of the namespace, for example `activity`.
                 * @example activity
                 */
                namespace: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The namespace. */
            200: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`BAD_REQUEST`](/problems/bad-request): Invalid request */
            400: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAUTHENTICATED`](/problems/unauthenticated): A valid API key is required */
            401: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`SCOPE_INSUFFICIENT`](/problems/scope-insufficient): The API key lacks a scope; [`WRONG_ENVIRONMENT`](/problems/wrong-environment): The API key is for another environment */
            403: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`NOT_FOUND`](/problems/not-found): Not found */
            404: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`METHOD_NOT_ALLOWED`](/problems/method-not-allowed): The method is not allowed here */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`RATE_LIMITED`](/problems/rate-limited): Too many requests */
            429: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`INTERNAL`](/problems/internal): Internal error */
            500: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`UNAVAILABLE`](/problems/unavailable): The service is unavailable */
            503: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description [`DEADLINE_EXCEEDED`](/problems/deadline-exceeded): The request took too long */
            504: {
                headers: {
                    RateLimit: components["headers"]["Optional-RateLimit"];
                    "RateLimit-Policy": components["headers"]["Optional-RateLimit-Policy"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
