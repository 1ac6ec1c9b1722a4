// What the page says in the console, for a test to read.
window.warned = [];
console.warn = (...words) => void warned.push(words.join(" "));
