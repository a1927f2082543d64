// Stands in for engine.io's list of transports: Reflex talks by websocket alone.
import { WS } from "$/node_modules/engine.io-client/build/esm/transports/websocket.js";

export const transports = { websocket: WS };
