using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Server.Http;
using Fabrik.Server.Runs.Contracts;
using Fabrik.Store.Runs;

namespace Fabrik.Server.Runs;

/// <summary>Runs and steps as the API's JSON, for faces that read the store themselves. Each document is one line.</summary>
public static class RunDocuments
{
    /// <summary><c>{"runs": […], "next_cursor": null}</c>.</summary>
    public static string Page(Page<Run, RunCursor> page) => JsonSerializer.Serialize(
        new RunPage { Runs = [.. page.Items.Select(RunView.Of)], NextCursor = page.Next is { } next ? RunCursorText.Write(next) : null },
        ApiJson.Wire.RunPage);

    /// <summary><c>{"run": {…}, "steps": […]}</c>.</summary>
    public static string Whole(Run run, IReadOnlyList<StoredStep> steps) =>
        $"{{\"run\":{Line(run)},\"steps\":[{string.Join(',', steps.Select(Line))}]}}";

    public static string Line(Run run) => JsonSerializer.Serialize(RunView.Of(run), ApiJson.Wire.RunView);

    public static string Line(StoredStep step) => JsonSerializer.Serialize(StepView.Of(step), ApiJson.Wire.StepView);

    public static string LineWithPayload(StoredStep step) => JsonSerializer.Serialize(StepView.Of(step, withPayload: true), ApiJson.Wire.StepView);
}
