import { textsRead } from "../texts.js";
await textsRead();
