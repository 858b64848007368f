using System.CommandLine;
using System.Globalization;
using Fabrik.Cli.Stores;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Runs;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Server.Runs;
using Fabrik.Store.Runs;

namespace Fabrik.Cli.Verbs.Runs;

internal sealed class RunsListVerb : Verb
{
    private readonly StoreOptions _store = new();
    private readonly Option<string[]> _status = new("--status") { Description = $"Only these: {string.Join(", ", WireName.All<RunStatus>())}", HelpName = "STATUS" };
    private readonly Option<string?> _tool = new("--tool") { Description = "Runs that called this tool", HelpName = "NAME" };
    private readonly Option<string?> _model = new("--model") { Description = "Runs that asked this model", HelpName = "NAME" };
    private readonly Option<string?> _agent = new("--agent") { Description = "Runs of this agent", HelpName = "NAME" };
    private readonly Option<string?> _environment = new("--env") { Description = "Runs in this environment", HelpName = "NAME" };
    private readonly Option<string[]> _tag = new("--tag") { Description = "Runs that carry this tag", HelpName = "KEY=VALUE" };
    private readonly Option<TimeSpan?> _since = new("--since") { Description = "Runs started in the last while, e.g. 30m, 24h, 7d", HelpName = "TIME", CustomParser = DurationArgument.Parse };
    private readonly Option<int> _limit = new("--limit", "-n") { Description = "How many, newest first", DefaultValueFactory = _ => 20 };

    public RunsListVerb(CliEnvironment environment)
        : base(
            "list",
            "List runs, newest first",
            new("fabrik runs list", "the last 20"),
            new("fabrik runs list --status failed --since 24h", "what failed today"),
            new("fabrik runs list --tool search --json", "for programs"))
    {
        _store.AddTo(this);
        _status.AcceptOnlyFromAmong([.. WireName.All<RunStatus>()]);
        foreach (var option in (Option[])[_status, _tool, _model, _agent, _environment, _tag, _since, _limit]) Options.Add(option);
        _limit.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var limit) && limit is < 1 or > RunQuery.MaxLimit) result.AddError($"--limit: expected 1 to {RunQuery.MaxLimit}");
        });
        _tag.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => t.Value.IndexOf('=', StringComparison.Ordinal) < 1)) result.AddError($"--tag '{token.Value}': expected KEY=VALUE");
        });
        Runs(environment, RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Screen screen, CancellationToken cancellation)
    {
        var now = UnixTime.Now(screen.Environment.Time);
        await using var store = await StoreLocation.From(parsed, _store, screen.Environment).OpenForReadingAsync(screen.Environment.Time, cancellation);
        var scope = await ScopeChoice.FromAsync(store, parsed, _store, cancellation);
        var page = await store.Runs.ListAsync(
            scope,
            new RunQuery
            {
                Statuses = [.. (parsed.GetValue(_status) ?? []).Select(WireName.Parse<RunStatus>)],
                Tool = parsed.GetValue(_tool),
                Model = parsed.GetValue(_model),
                Agent = parsed.GetValue(_agent),
                Env = parsed.GetValue(_environment),
                Tags = (parsed.GetValue(_tag) ?? []).Select(t => t.Split('=', 2)).GroupBy(t => t[0], StringComparer.Ordinal)
                    .ToDictionary(g => g.Key, g => g.Last()[1], StringComparer.Ordinal),
                Since = parsed.GetValue(_since) is { } span ? now.Before(span) : null,
                Limit = parsed.GetValue(_limit),
            },
            cancellation);

        if (screen.Json) screen.DataLine(RunDocuments.Page(page));
        else Print(screen, page, now);
        return ExitCode.Pass;
    }

    private static void Print(Screen screen, Page<Run, RunCursor> page, UnixTime now)
    {
        if (page.Items.Count == 0)
        {
            screen.DataLine("no runs match");
            screen.Hint("point an OpenTelemetry exporter at `fabrik serve`, or run `fabrik demo`");
            return;
        }

        var table = new Table(
            new("status"), new("run", Flexible: true, Id: true), new("started", RightAligned: true), new("duration", RightAligned: true), new("agent", Flexible: true, Droppable: true),
            new("models", Flexible: true, Droppable: true), new("tokens", RightAligned: true, Droppable: true), new("cost", RightAligned: true), new("tools", RightAligned: true, Droppable: true), new("errors", RightAligned: true));
        foreach (var run in page.Items)
        {
            var (sign, style) = StatusSign.Of(run.Status);
            table.Add(
                new Cell($"{sign} {WireName.Of(run.Status)}", style),
                new Cell(run.Id.Value, Style.Strong),
                screen.Verbose ? run.StartedAt.ToString() : Figures.Ago(run.StartedAt, now),
                (run.EndedAt ?? run.LastSeenAt) is { } end ? Figures.Milliseconds(end.MillisecondsSince(run.StartedAt)) : "",
                run.Facts.Agent ?? run.Facts.Service ?? "",
                string.Join(", ", run.Models),
                Figures.Count(run.Usage.Total),
                Figures.Cost(run.Cost, run.UnpricedCalls),
                Figures.Count(run.ToolCalls),
                run.Errors == 0 ? "" : new Cell(Figures.Count(run.Errors), Style.Bad));
        }

        screen.Rows(table);
        screen.DataLine();
        screen.Hint($"fabrik runs show {page.Items[0].Id}");
        if (page.Next is not null) screen.Hint($"there are more: --limit {Math.Min(RunQuery.MaxLimit, page.Items.Count * 5)}");
    }
}
