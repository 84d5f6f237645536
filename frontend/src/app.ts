import "./styles/app.css";
import "./behaviours/message-list";
import "./behaviours/passkey-step";
import "./behaviours/selection-bar";
import "./behaviours/write-sheet";
import { startKeys } from "./behaviours/keys";
import { startLive } from "./behaviours/live";
import { startSwaps } from "./behaviours/swaps";
import { startTheme } from "./behaviours/theme";
import { startTrust } from "./behaviours/trust";
import { keepZone } from "./behaviours/zone";

startTrust(window);
document.documentElement.classList.add("js");
keepZone(document);
startTheme(document);
startKeys(document);
startSwaps(document);
startLive(document);
