// All checks that run inside the browser, without a server: Go opens the page and asks for the results.

import "./checks/fields";
import "./checks/focus";
import "./checks/frames";
import "./checks/open";
import "./checks/phases";
import "./checks/random";
import "./checks/scripts";
import "./checks/scroll";
import "./checks/sse";
import "./checks/wrappers";
import { runAll } from "./harness";

Object.assign(window, { runAll });
