(function () {
  "use strict";
  document.querySelectorAll("table.sortable").forEach(function (table) {
    table.tHead.querySelectorAll("th").forEach(function (head, index) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        table.tHead.querySelectorAll("th").forEach(function (each) { each.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        var body = table.tBodies[0];
        Array.prototype.slice.call(body.rows).sort(function (a, b) {
          var x = a.cells[index].dataset.key || a.cells[index].textContent.trim();
          var y = b.cells[index].dataset.key || b.cells[index].textContent.trim();
          var order = x.localeCompare(y, "en-GB", { numeric: true });
          return down ? -order : order;
        }).forEach(function (row) { body.appendChild(row); });
      });
    });
  });
}());
