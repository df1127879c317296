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
      node: node, unsure: d.unsure === "yes", words: texts.concat(d.words).join(" ").toLowerCase(), areas: d.areas.split("|"),
      known: d.known === "yes", low: d.low === "" ? 0 : Number(d.low), high: d.high === "" ? 999 : Number(d.high)
    };
  });
  var said = document.getElementById("found");
  function filter() {
    var words = form.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    var area = form.area.value;
    var age = form.age.value === "" ? null : Number(form.age.value);
    var count = 0, unsure = 0;
    items.forEach(function (item) {
      var fits = words.every(function (word) { return item.words.indexOf(word) >= 0; }) &&
        (age === null || (item.known && item.low <= age && age <= item.high));
      var there = !area || item.areas.indexOf(area) >= 0;
      var shown = fits && there;
      item.node.hidden = !shown;
      unsure += fits && !there && item.unsure ? 1 : 0;
      count += shown ? 1 : 0;
    });
    said.textContent = count + (count === 1 ? " service" : " services") + " of " + items.length +
      (unsure ? "; " + unsure + " more may serve it: the area is not certain" : "");
  }
  form.addEventListener("input", filter);
  form.addEventListener("submit", function (event) { event.preventDefault(); filter(); });
  form.addEventListener("reset", function () { setTimeout(filter, 0); });
  filter();
}());
