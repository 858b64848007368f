using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Fabrik.Laos.Load.K6;

/// <summary>
/// k6, from 0.57 to 2.x: runs a generated entry module that patches <c>k6/http</c> and then imports the user's script, which stays as it is.
/// A redirect is followed by k6 itself and takes the headers along, wherever it leads.
/// </summary>
internal sealed partial class K6Tool : ILoadTool
{
    private const string TrendStats = "avg,min,med,max,p(90),p(95),p(99),count";

    public string Name => "k6";

    public IReadOnlyList<string> Programs => ["k6"];

    public string Install => "install k6 (grafana.com/docs/k6: set-up), or name its binary in K6_BIN";

    public IReadOnlyList<string> ProbeArguments => ["version"];

    public ToolProbe Probe(string program, string said) =>
        new(Name, program, VersionText.In(said));

    public string? Script(string target, IReadOnlyList<string> arguments) => LoadTools.IsUrl(target) ? null : target;

    public LoadCommand Command(LoadPlan plan, ToolProbe probe, string folder)
    {
        var script = K6Script.Of(plan.Target, plan.Script);
        var wrapped = script.Kind == K6ScriptKind.Module;
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var path = plan.Target;
        if (path == LoadPlan.Piped)
        {
            // Beside what it imports and opens, as k6 has it for a script from a pipe.
            path = Path.Combine(plan.WorkingDirectory, $".fabrik-{plan.Run.Value.Replace(':', '-')}.js");
            files[path] = Encoding.UTF8.GetString(plan.Script!.Value.Span);
        }

        var entry = path;
        if (wrapped)
        {
            entry = Path.Combine(folder, "entry.js");
            files[entry] = EmbeddedScript.Fill("K6/entry.js", JsonValue.Create(LoadTools.IsUrl(path) ? path : new Uri(path).AbsoluteUri));
            files[Path.Combine(folder, "run.js")] = EmbeddedScript.Fill("K6/run.js", RunHeaders.Settings(plan));
        }

        var summary = ArgumentText.Value(plan.Arguments, "--summary-export") is { } asked
            ? Path.GetFullPath(asked, plan.WorkingDirectory)
            : Path.Combine(folder, "summary.json");
        return new LoadCommand
        {
            Program = probe.Program,
            Arguments = [.. Arguments(plan, wrapped, summary), entry],
            Variables = new Dictionary<string, string>(RunHeaders.Variables(plan.Scope), StringComparer.Ordinal) { ["K6_NO_USAGE_REPORT"] = "true" },
            Files = files,
            ResultFile = summary,
            Tallies = wrapped ? [new(IsException)] : [new(IsException), .. Answers()],
            Warnings = script.Warnings,
        };
    }

    public LoadReading Read(LoadPlan plan, LoadCommand command, ToolExit exit)
    {
        var summary = exit.Result is { } bytes ? K6Summary.Read(bytes) : null;
        var problem = K6Exit.Problem(exit.Code) is { } words ? $"{words}{(exit.LastError.Length > 0 ? $": {Message(exit.LastError)}" : "")}" : null;
        if (summary is null) return LoadReading.Broken(problem ?? "k6 wrote no summary");

        var exceptions = command.Tallies[0];
        var (unanswered, errors) = command.Tallies.Count > 1
            ? (command.Tallies[1].Count, command.Tallies[2].Count)
            : (summary.Unanswered, summary.ServerErrors);
        if (problem is null && exceptions.Count > 0 && exceptions.Count >= summary.Iterations)
        {
            problem = $"every iteration ended with an exception: {Message(exceptions.First!)}";
        }
        else if (problem is null && summary.Unsampled.Count > 0)
        {
            problem = $"k6 passes a threshold that saw no sample: {string.Join(", ", summary.Unsampled)}";
        }
        else if (problem is null && exit.Code == K6Exit.ThresholdCrossed && summary.Crossed.Count == 0)
        {
            problem = "k6 says that a threshold was crossed, and its summary names none";
        }

        return new LoadReading
        {
            Sent = summary.Requests,
            Failed = Math.Min(summary.Requests, unanswered),
            ErrorStatuses = errors,
            Latency = summary.Latency,
            Crossed = summary.Crossed,
            Problem = problem,
        }.JudgedAt(plan.BaseUrl);
    }

    private static IEnumerable<string> Arguments(LoadPlan plan, bool wrapped, string summary)
    {
        var labels = RunHeaders.Labels(plan.Scope);
        yield return "run";
        foreach (var argument in plan.Arguments) yield return argument;
        foreach (var (name, value) in RunHeaders.Variables(plan.Scope))
        {
            yield return "-e";
            yield return $"{name}={value}";
        }

        // Tags of the command line replace those of K6_TAGS and of the script, so that the run's join whichever counts.
        var inherited = ArgumentText.Has(plan.Arguments, "--tag") ? "" : plan.Variables.GetValueOrDefault("K6_TAGS", "");
        if (!wrapped || inherited.Length > 0 || ArgumentText.Has(plan.Arguments, "--tag"))
        {
            var tags = inherited.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(t => Separator().Replace(t, "=", 1));
            foreach (var tag in tags.Concat(labels.Select(l => $"{l.Key}={l.Value}")))
            {
                yield return "--tag";
                yield return tag;
            }
        }

        if (!wrapped)
        {
            // Nothing in the script counts answers, so k6 tells of each; and its name is all that can carry the run.
            yield return "--out";
            yield return "json=-";
            yield return "--user-agent";
            yield return $"k6 run_id={plan.Run}";
        }

        if (!ArgumentText.Has(plan.Arguments, "--summary-trend-stats"))
        {
            yield return "--summary-trend-stats";
            yield return TrendStats;
        }

        if (ArgumentText.Has(plan.Arguments, "--summary-export")) yield break;
        yield return "--summary-export";
        yield return summary;
    }

    /// <summary>No answer and 5xx, by the points that k6 prints where nothing in the script counts them.</summary>
    private static LineTally[] Answers() =>
    [
        new(line => IsAnswer(line, "\"status\":\"0\""), hides: true),
        new(line => IsAnswer(line, "\"status\":\"5"), hides: true),
        new(IsPoint, hides: true),
    ];

    private static bool IsException(string line) =>
        line.Contains("source=stacktrace", StringComparison.Ordinal) || line.Contains("\"source\":\"stacktrace\"", StringComparison.Ordinal);

    private static bool IsAnswer(string line, string status) =>
        IsPoint(line) && line.Contains("\"metric\":\"http_reqs\"", StringComparison.Ordinal) && line.Contains(status, StringComparison.Ordinal);

    private static bool IsPoint(string line) =>
        line.StartsWith('{') && (line.Contains("\"type\":\"Point\"", StringComparison.Ordinal) || line.Contains("\"type\":\"Metric\"", StringComparison.Ordinal));

    /// <summary>The message of a log line; the line itself where it has none.</summary>
    private static string Message(string line) =>
        LogMessage().Match(line) is { Success: true } match ? match.Groups["text"].Value.Replace("\\n", " ", StringComparison.Ordinal).Replace("\\t", "", StringComparison.Ordinal).Trim() : line.Trim();

    [GeneratedRegex(@"msg=""(?<text>(?:[^""\\]|\\.)*)""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LogMessage();

    [GeneratedRegex("[:=]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Separator();
}
