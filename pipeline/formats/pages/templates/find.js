(function () {
  "use strict";
  var form = document.getElementById("find");
  var list = document.getElementById("services");
  if (!form || !list) { return; }
  form.hidden = false;
  var items = Array.prototype.slice.call(list.querySelectorAll("[data-words]")).map(function (node) {
    var d = node.dataset;
    var texts = Array.prototype.map.call(node.querySelectorAll("[data-find]"), function (each) { return each.textContent; });
    return {
      node: node, words: texts.concat(d.words).join(" ").toLowerCase(),
      areas: d.areas.split("|"), maybe: (d.maybe || "").split("|"),
      known: d.low !== undefined, low: Number(d.low || 0), high: Number(d.high || 999)
    };
  });
  var said = document.getElementById("found");
  var box = document.getElementById("unsure");
  var unsure = [];
  // 0: does not serve it, 1: may serve it, 2: serves it.
  function inArea(item, area) {
    if (!area || item.areas.indexOf(area) >= 0) { return 2; }
    return item.maybe.indexOf(area) >= 0 || item.maybe.indexOf("*") >= 0 ? 1 : 0;
  }
  function atAge(item, age) {
    if (age === null) { return 2; }
    if (!item.known) { return 1; }
    return item.low <= age && age <= item.high ? 2 : 0;
  }
  function link(item) {
    var name = item.node.querySelector("[data-find]");
    var each = document.createElement("li"), anchor = document.createElement("a");
    anchor.textContent = name.textContent;
    anchor.href = "#" + name.id;
    anchor.addEventListener("click", function () {
      item.node.hidden = false;
      item.node.querySelectorAll("details").forEach(function (details) { details.open = true; });
    });
    each.appendChild(anchor);
    return each;
  }
  function tell() {
    var count = unsure.length;
    box.hidden = !count;
    box.querySelector("summary").textContent = count + (count === 1 ? " more service" : " more services") +
      " may fit: the area or the age is not certain";
    box.querySelector("ul").replaceChildren.apply(box.querySelector("ul"), box.open ? unsure.map(link) : []);
  }
  function filter() {
    var words = form.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    var age = form.age.value === "" ? null : Number(form.age.value);
    var count = 0;
    unsure = [];
    items.forEach(function (item) {
      var found = words.every(function (word) { return item.words.indexOf(word) >= 0; });
      var fits = found ? Math.min(inArea(item, form.area.value), atAge(item, age)) : 0;
      item.node.hidden = fits < 2;
      if (fits === 2) { count += 1; }
      if (fits === 1) { unsure.push(item); }
    });
    said.textContent = count + (count === 1 ? " service" : " services") + " of " + items.length +
      (unsure.length ? "; " + unsure.length + " more may fit, listed below them" : "");
    tell();
  }
  box.addEventListener("toggle", tell);
  form.addEventListener("input", filter);
  form.addEventListener("submit", function (event) { event.preventDefault(); filter(); });
  form.addEventListener("reset", function () { setTimeout(filter, 0); });
  filter();
}());
