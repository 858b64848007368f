using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Server.Http;
using Fabrik.Server.Runs.Contracts;
using Fabrik.Store.Runs;
using Fabrik.Store.Verdicts;

namespace Fabrik.Server.Runs;

/// <summary>Runs and steps as the API's JSON, for faces that read the store themselves. Each document is one line.</summary>
public static class RunDocuments
{
    /// <summary><c>{"runs": […], "next_cursor": null}</c>.</summary>
    /// <param name="lints">The newest lint of each run that has one.</param>
    public static string Page(Page<Run, RunCursor> page, IReadOnlyDictionary<RunId, StoredVerdict>? lints = null) => JsonSerializer.Serialize(
        new RunPage { Runs = [.. page.Items.Select(r => RunView.Of(r, lints?.GetValueOrDefault(r.Id)))], NextCursor = page.Next is { } next ? RunCursorText.Write(next) : null },
        ApiJson.Wire.RunPage);

    /// <summary><c>{"run": {…}, "steps": […]}</c>.</summary>
    public static string Whole(Run run, IReadOnlyList<StoredStep> steps, StoredVerdict? lint = null) =>
        $"{{\"run\":{Line(run, lint)},\"steps\":[{string.Join(',', steps.Select(Line))}]}}";

    public static string Line(Run run, StoredVerdict? lint = null) => JsonSerializer.Serialize(RunView.Of(run, lint), ApiJson.Wire.RunView);

    public static string Line(StoredStep step) => JsonSerializer.Serialize(StepView.Of(step), ApiJson.Wire.StepView);

    public static string LineWithPayload(StoredStep step) => JsonSerializer.Serialize(StepView.Of(step, withPayload: true), ApiJson.Wire.StepView);
}
