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
	// A file that would be refused for its size is not sent at all, and what was typed stays.
	document.addEventListener("change", function (event) {
		var input = event.target;
		if (input.type !== "file" || !input.dataset.most) {
			return;
		}
		var large = input.files.length > 0 && input.files[0].size > Number(input.dataset.most);
		document.getElementById(input.id + "-size").hidden = !large;
		if (large) {
			input.value = "";
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
	document.addEventListener("portal:kept", function () {
		touched = false;
	});
	window.addEventListener("beforeunload", function (event) {
		if (touched) {
			event.preventDefault();
		}
	});
}());
// A chart on a wall keeps itself up to date: only what changed is drawn anew, so nothing flashes.
(function () {
	"use strict";
	var chart = document.querySelector("[data-refresh]");
	if (!chart || !window.fetch) {
		return;
	}
	var main = document.getElementById("main");
	var shown = main.innerHTML;
	var mark = null;
	var printing = false;
	function connected(yes) {
		var note = main.querySelector("[data-stale]");
		if (note) {
			note.hidden = yes;
		}
	}
	function draw(text) {
		var fresh = new DOMParser().parseFromString(text, "text/html").getElementById("main");
		if (!fresh || fresh.innerHTML === shown) {
			return;
		}
		shown = fresh.innerHTML;
		var links = Array.from(main.querySelectorAll("a"));
		var at = links.indexOf(document.activeElement);
		main.replaceChildren.apply(main, Array.from(fresh.childNodes));
		if (at >= 0 && main.querySelectorAll("a")[at]) {
			main.querySelectorAll("a")[at].focus({ preventScroll: true });
		}
	}
	function refresh() {
		if (document.hidden || printing || !main.querySelector("[data-refresh]")) {
			return;
		}
		fetch(location.href, { headers: mark ? { "If-None-Match": mark } : {}, cache: "no-store" }).then(function (answer) {
			if (answer.status === 304) {
				connected(true);
				return;
			}
			if (!answer.ok) {
				throw new Error(answer.status);
			}
			return answer.text().then(function (text) {
				if (!document.hidden && !printing) {
					draw(text);
					mark = answer.headers.get("ETag");
				}
				connected(true);
			});
		}).catch(function () {
			connected(false);
		});
	}
	window.addEventListener("beforeprint", function () {
		printing = true;
	});
	window.addEventListener("afterprint", function () {
		printing = false;
	});
	document.addEventListener("visibilitychange", refresh);
	window.setInterval(refresh, Number(chart.dataset.refresh) * 1000);
}());
// A monthly report keeps itself: a while after the last key, what is written is saved as a draft.
(function () {
	"use strict";
	var form = document.querySelector("form[data-draft]");
	if (!form || !window.fetch || !window.FormData) {
		return;
	}
	var status = form.querySelector(".kept");
	var waiting = null;
	var busy = false;
	var again = false;
	var dirty = false;
	// whether all that is written is kept
	var whole = true;
	function keep() {
		if (form.dataset.sent) {
			return;
		}
		if (busy) {
			again = true;
			return;
		}
		busy = true;
		dirty = false;
		fetch(form.dataset.draft, {method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin", headers: {Accept: "application/json"}})
			.then(function (answer) {
				return answer.json();
			})
			.then(function (kept) {
				begun(kept.version);
				form.elements.version.value = kept.version;
				status.textContent = kept.message;
				whole = kept.whole;
				if (whole) {
					document.dispatchEvent(new Event("portal:kept"));
				}
			})
			.catch(function () {
				whole = false;
				status.textContent = form.dataset.lost || "";
			})
			.then(function () {
				busy = false;
				if (again) {
					again = false;
					keep();
				}
			});
	}
	// What nobody had written yet is a draft now, and the page says so.
	function begun(version) {
		var state = document.querySelector(".pagehead .report-state");
		if (state && Number(form.elements.version.value) < 0 && Number(version) >= 0) {
			state.textContent = form.dataset.begun;
			state.className = "report-state draft";
		}
	}
	// What is on its way as a draft arrives first; then the form that was pressed is sent.
	function afterwards(pressed, button) {
		var wait = setInterval(function () {
			if (!busy) {
				clearInterval(wait);
				delete pressed.dataset.sent;
				if (whole || pressed === form || !pressed.closest("main")) {
					pressed.requestSubmit(button);
				} else {
					holdBack(pressed);
				}
			}
		}, 50);
	}
	// What is typed and not kept would be lost with the page: the other form waits, and says for what.
	function holdBack(pressed) {
		var note = pressed.querySelector(".held-back") || document.createElement("p");
		note.className = "msg held-back";
		note.setAttribute("role", "alert");
		note.textContent = status.textContent + " " + form.dataset.held;
		pressed.insertBefore(note, pressed.firstChild);
	}
	form.addEventListener("input", function () {
		dirty = true;
		clearTimeout(waiting);
		waiting = setTimeout(keep, 1500);
	});
	form.addEventListener("submit", function (event) {
		clearTimeout(waiting);
		if (busy) {
			event.preventDefault();
			afterwards(form, event.submitter);
		}
	});
	// A photo is added, a month left: what was typed in the report is kept before.
	document.addEventListener("submit", function (event) {
		var other = event.target;
		if (other === form || other.method !== "post" || !(dirty || busy || !whole)) {
			return;
		}
		event.preventDefault();
		clearTimeout(waiting);
		if (dirty || !whole) {
			keep();
		}
		afterwards(other, event.submitter);
	}, true);
	// Whoever goes to another page right after the last key has it kept all the same.
	window.addEventListener("pagehide", function () {
		if (dirty && !form.dataset.sent) {
			fetch(form.dataset.draft, {method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin", keepalive: true, headers: {Accept: "application/json"}});
		}
	});
}());
