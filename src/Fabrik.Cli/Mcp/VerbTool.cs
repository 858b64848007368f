using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fabrik.Cli.Failures;
using Fabrik.Cli.Terminal;
using Fabrik.Cli.Verbs;
using Fabrik.Core.Verdicts;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Fabrik.Cli.Mcp;

/// <summary>
/// A verb of the command line as a tool: inputs become its options, its JSON document the result, its exit code the outcome,
/// and what it says on standard error the reasons. So a tool can't answer otherwise than the verb.
/// </summary>
internal abstract class VerbTool : McpServerTool
{
    // No response files: an input that begins with @ is a text like any other.
    private static readonly ParserConfiguration Literal = new() { ResponseFileTokenReplacer = null };

    private readonly ServerScope _scope;
    private readonly Verb _verb;
    private readonly IReadOnlyList<ToolField> _fields;

    /// <param name="meaning">What it answers, what it needs, and what to make of `inconclusive`; for the agent.</param>
    /// <param name="outcomes">The words for <see cref="ExitCode.Pass"/>, for <see cref="ExitCode.Findings"/>, and any others of the tool's own.</param>
    /// <param name="result">What the verb's document holds, for the agent.</param>
    protected VerbTool(
        ServerScope scope, Verb verb, string name, string meaning, IReadOnlyList<string> outcomes, ToolAnnotations hints, string result, params IReadOnlyList<ToolField> fields)
    {
        (_scope, _verb, _fields, Outcomes) = (scope, verb, fields, outcomes);
        ProtocolTool = new Tool
        {
            Name = name,
            Title = verb.Description,
            Description = meaning,
            InputSchema = ToolSchema.Input(fields),
            OutputSchema = ToolSchema.Answer([.. outcomes, "inconclusive", "refused", "unreachable", "interrupted", "bug"], result),
            Annotations = hints,
        };
    }

    public override Tool ProtocolTool { get; }

    public override IReadOnlyList<object> Metadata => [];

    protected IReadOnlyList<string> Outcomes { get; }

    protected static ToolAnnotations Reads => new() { ReadOnlyHint = true, OpenWorldHint = false };

    protected static ToolAnnotations Writes(bool again) => new() { ReadOnlyHint = false, DestructiveHint = false, IdempotentHint = again, OpenWorldHint = !again };

    protected WorkingFolder Folder => _scope.Folder;

    protected IReadOnlyList<string> AllowedHosts => _scope.AllowedHosts;

    public override async ValueTask<CallToolResult> InvokeAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _scope.Ending);
        await using var beat = ProgressBeat.Start(request, _scope.Environment.Time);
        return (await AskAsync(request.Params?.Arguments ?? new Dictionary<string, JsonElement>(), either.Token)).ToResult();
    }

    /// <summary>The verb's command line, without the store's options.</summary>
    /// <exception cref="CliFailure">The inputs are refused.</exception>
    protected abstract IEnumerable<string> CommandLine(ToolInput input, Screen screen);

    /// <summary>What to do on an outcome that the verb came to; null where nothing is left to do.</summary>
    protected abstract string? Next(ExitCode code);

    /// <summary>The word for a pass; another where the document says that less was shown.</summary>
    protected virtual string Good(JsonObject? result) => Outcomes[0];

    /// <summary>Why, by the verb's document, which may be shortened.</summary>
    protected virtual IEnumerable<string> Reasons(JsonObject result, ToolInput input) => [];

    private async Task<ToolAnswer> AskAsync(IEnumerable<KeyValuePair<string, JsonElement>> arguments, CancellationToken cancellation)
    {
        using var data = new StringWriter();
        using var talk = new StringWriter();
        var screen = new Screen(_scope.ForCall(data, talk), json: true, noColour: true, verbose: false);
        JsonObject? result = null;
        List<string> reasons = [];
        var code = await VerbEnd.OfAsync(
            async () =>
            {
                var input = ToolInput.Read(_fields, arguments);
                var ended = await _verb.PerformAsync(Parsed([.. _scope.Store, .. CommandLine(input, screen)]), screen, cancellation);
                result = data.ToString() is { Length: > 0 } text ? JsonNode.Parse(text)!.AsObject() : null;
                if (result is not null) reasons.AddRange(Reasons(result, input));
                return ended;
            },
            screen);
        if (talk.ToString().Trim() is { Length: > 0 } said) reasons.Add(said);
        return new ToolAnswer(Outcome(code, result), code, reasons, NextOf(code), result);
    }

    private ParseResult Parsed(IReadOnlyList<string> words)
    {
        var parsed = _verb.Parse(words, Literal);
        return parsed.Errors.Count == 0 ? parsed : throw new CliFailure(ExitCode.Usage, string.Join("; ", parsed.Errors.Select(e => e.Message)));
    }

    private string Outcome(ExitCode code, JsonObject? result) => code switch
    {
        ExitCode.Pass => Good(result),
        ExitCode.Findings => Outcomes[1],
        ExitCode.Inconclusive => "inconclusive",
        ExitCode.Usage => "refused",
        ExitCode.Unreachable => "unreachable",
        ExitCode.Interrupted => "interrupted",
        _ => "bug",
    };

    private string? NextOf(ExitCode code) => code switch
    {
        ExitCode.Usage => "Correct what the reasons name, then call again. Nothing was judged.",
        ExitCode.Unreachable => "What the reasons name can't be reached or is not installed: start it or ask for it, then call again. Nothing was judged.",
        ExitCode.Interrupted => "It was ended early and proves nothing: call again.",
        ExitCode.Bug => "This is a bug in fabrik: report it with the reasons. Nothing was judged.",
        _ => Next(code),
    };
}
