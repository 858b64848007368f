using Fabrik.Cli.Terminal;
using Fabrik.Core.Verdicts;
namespace Fabrik.Cli.Verbs;
internal sealed class SchemaVerb : Verb { public SchemaVerb(CliEnvironment e) : base("schema", "x") => Runs(e, (_, _, _) => Task.FromResult(ExitCode.Bug)); }
