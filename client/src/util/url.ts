// Addresses.

/**
 * An address as fetch takes it: absolute, without a name and a password, which the address of the
 * document may have.
 */
export function absolute(href: string, base = location.href): URL {
	const url = new URL(href, base);
	url.username = url.password = "";
	return url;
}

/** Whether an address is one of this site, and no blob: or other scheme. */
export function isOwn(url: URL | HTMLAnchorElement): boolean {
	return url.origin === location.origin && /^https?:$/.test(url.protocol);
}

/** Whether an address in an answer is one of this site, without a name and a password. */
export function isOwnAddress(href: string): boolean {
	try {
		const url = new URL(href, location.origin);
		return isOwn(url) && !url.username && !url.password;
	} catch {
		return false;
	}
}
