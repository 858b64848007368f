// Modules that a script may import here, and that do nothing.
export default {};
export const connect = () => undefined;
export class WebSocket {}
export class Client {}
