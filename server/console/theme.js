// Before the page is drawn, so that it never flashes in the other theme. Not a module: those wait.
"use strict";
{
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
}
