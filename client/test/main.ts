// All checks that run inside the browser, without a server: Go opens the page and asks for the
// results.

import "./checks/custom";
import "./checks/fields";
import "./checks/focus";
import "./checks/frames";
import "./checks/fuzz";
import "./checks/markup";
import "./checks/names";
import "./checks/open";
import "./checks/phases";
import "./checks/random";
import "./checks/replaced";
import "./checks/rows";
import "./checks/scripts";
import "./checks/scroll";
import "./checks/sse";
import "./checks/values";
import "./checks/wrappers";
import { runAll } from "./harness";
import { worst, worstKinds } from "./worst";

Object.assign(window, { runAll, worst, worstKinds });
