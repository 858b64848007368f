import { tagged } from './run.js';
import * as script from SETTINGS;

export * from SETTINGS;
export const options = tagged(script.options);
export default script.default;
