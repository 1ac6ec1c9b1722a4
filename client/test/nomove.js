// Makes this browser an older one, without moveBefore.
if (location.search.includes("nomove")) for (const type of [Element, Document, DocumentFragment]) delete type.prototype.moveBefore;
