// The navigation of a region: a visit, a submit, or the loading of a part. A new one supersedes the
// last one, whose answer is then not shown.

import { page, type Region } from "../page/page";

export interface Navigation {
	/** A second click on the same link changes nothing while this URL is loading. */
	url: string;
	region: Region;
	abort: AbortController;
}

export function beginNavigation(url: string, region = page): Navigation {
	region.navigation?.abort.abort();
	return (region.navigation = { url, region, abort: new AbortController() });
}

export function isCurrent(navigation: Navigation): boolean {
	return navigation === navigation.region.navigation;
}

export function endNavigation(navigation: Navigation): void {
	if (isCurrent(navigation)) navigation.region.navigation = undefined;
}

/** Aborts what is under way in a region. */
export function cancelNavigation(region = page): void {
	endNavigation(beginNavigation("", region));
}
