// Comfort only: every page works without it.
(function () {
	"use strict";
	var summary = document.getElementById("errors");
	if (summary) {
		summary.focus();
	}
	// A second press of a button is not sent; the server counts a form once all the same.
	document.addEventListener("submit", function (event) {
		var form = event.target;
		if (form.method !== "post") {
			return;
		}
		if (form.dataset.sent) {
			event.preventDefault();
			return;
		}
		form.dataset.sent = "1";
	});
	window.addEventListener("pageshow", function (event) {
		if (event.persisted) {
			document.querySelectorAll("form[data-sent]").forEach(function (form) {
				delete form.dataset.sent;
			});
		}
	});
	// What was typed and not sent is not lost by a stray click.
	var touched = false;
	document.addEventListener("input", function (event) {
		if (event.target.form && event.target.form.classList.contains("form")) {
			touched = true;
		}
	});
	document.addEventListener("submit", function () {
		touched = false;
	});
	window.addEventListener("beforeunload", function (event) {
		if (touched) {
			event.preventDefault();
		}
	});
}());
