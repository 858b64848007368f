using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Config;
using Fabrik.Core.Text;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Checks;
using Fabrik.Laos.Config;

namespace Fabrik.Cli.Verbs.Laos;

internal sealed class LaosCheckConfigVerb : Verb
{
    private readonly Argument<string?> _file = new("FILE") { Description = "The config (default: .laosrc.yaml or .laosrc.json here)", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _run = new("--run") { Description = "Run that will be judged: fills in the variable of scope.run_id", HelpName = "RUN" };
    private readonly Option<long?> _requests = new("--requests") { Description = "How many requests the load makes: names percentiles that so few can't decide", HelpName = "N" };

    public LaosCheckConfigVerb(CliEnvironment environment)
        : base(
            "check-config",
            "Say what is wrong with .laosrc.yaml before any load starts",
            new("fabrik laos check-config", "exit 0 usable, 2 not"),
            new("fabrik laos check-config .laosrc.yaml --requests 600", "can 600 requests decide its percentiles?"))
    {
        Arguments.Add(_file);
        foreach (var option in (Option[])[_run, _requests]) Options.Add(option);
        Runs(environment, Run);
    }

    private Task<ExitCode> Run(ParseResult parsed, Screen screen, CancellationToken cancellation)
    {
        var config = LaosConfiguration.Check(
            parsed.GetValue(_file), parsed.GetValue(_run), screen, new Expectations(parsed.GetValue(_requests), Expectations.None.Noise));
        if (screen.Json) screen.Data(Json(config));
        else if (config.Diagnostics.Count > 0) screen.Data(DiagnosticText.RenderAll(config.Diagnostics, config.Source));
        if (!screen.Json && config.Value is not null) screen.DataLine($"{screen.Paint(Style.Good, "✓ usable")}  {ForeignText.Clean(config.Source.File)}");
        return Task.FromResult(config.Value is null ? ExitCode.Usage : ExitCode.Pass);
    }

    private static string Json(ConfigResult<LaosConfig> config)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("file", config.Source.File);
            json.WriteBoolean("usable", config.Value is not null);
            json.WriteStartArray("diagnostics");
            foreach (var diagnostic in config.Diagnostics)
            {
                json.WriteStartObject();
                json.WriteString("code", diagnostic.Code);
                json.WriteString("severity", WireName.Of(diagnostic.Severity));
                json.WriteNumber("line", diagnostic.Location.Line);
                json.WriteNumber("column", diagnostic.Location.Column);
                json.WriteString("message", diagnostic.Message);
                json.WriteString("expected", diagnostic.Expected);
                json.WriteString("help", diagnostic.Help);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }
}
