// Makes this browser an older one, without moveBefore. Some have never had it.
window.hadMoveBefore = "moveBefore" in Element.prototype;
if (location.search.includes("nomove")) for (const type of [Element, Document, DocumentFragment]) delete type.prototype.moveBefore;
