"use strict";

SwaggerUIBundle({
  dom_id: "#api",
  url: "/openapi.json",
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  // A key typed into the page lives in this tab alone and is gone with it.
  persistAuthorization: false,
  tryItOutEnabled: true,
  // The default sends the description to a validator on another host.
  validatorUrl: null,
});
