// What an open tab does about another build, or about another viewer. Loaded soon after the start.

import { startIdleReload, type ReloadDeps } from "./idleReload";
import { startShell, type ShellDeps } from "./shell";

export const fingerprint = CLIENT_FINGERPRINT;
declare const CLIENT_FINGERPRINT: string;

export type Deploy = ReturnType<typeof startDeploy>;

export function startDeploy(deps: ShellDeps & ReloadDeps) {
	return { renewShell: startShell(deps), hasChanges: startIdleReload(deps) };
}
