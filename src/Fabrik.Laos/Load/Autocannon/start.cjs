// autocannon's own command line, with a hook that gives every request the run's headers.
const { autocannon, headers } = SETTINGS;
const { parseArguments, start } = require(autocannon);

const options = parseArguments(process.argv.slice(2));
if (!options) process.exit(2);
options.requests = [{ setupRequest: headers }];
start(options);
