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
