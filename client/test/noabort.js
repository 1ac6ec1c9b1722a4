// A browser whose requests cannot be given up: answers come whether they are wanted or not.
const real = window.fetch;
window.fetch = (url, init) => real(url, { ...init, signal: undefined });
