using System.Globalization;
using System.Text;

namespace Fabrik.Bench.Load;

/// <summary>
/// Bodies of <c>POST /v1/runs/{run_id}/steps</c>: steps of 1 KB of JSON each, model calls, tool calls and others mixed.
/// A run gets <see cref="BodiesPerRun"/> of them, with ids of their own; the same bodies go to many runs.
/// </summary>
internal sealed class StepBodies(int stepsPerBody = StepBodies.StepsPerBody)
{
    public const string ContentType = "application/json";
    public const int StepsPerBody = 500;
    public const int StepBytes = 1024;
    public const int BodiesPerRun = 10;
    private const int RunShapes = 4;
    private static readonly string[] Tools = ["search", "fetch", "calculator", "sql", "mail", "calendar"];

    private readonly byte[][] _bodies = [.. Enumerable.Range(0, BodiesPerRun * RunShapes).Select(shape => Body(shape, stepsPerBody))];

    /// <param name="round">Makes the run's name its own.</param>
    public Request Of(string round, int request) => new($"/v1/runs/{RunOf(round, request)}/steps", BodyOf(request));

    public static string RunOf(string round, int request) => string.Create(CultureInfo.InvariantCulture, $"bench-{round}-{request / BodiesPerRun}");

    public byte[] BodyOf(int request) => _bodies[request % _bodies.Length];

    private static byte[] Body(int index, int steps)
    {
        var words = new Words(index);
        var body = new StringBuilder("{\"steps\":[");
        for (var i = 0; i < steps; i++)
        {
            if (i > 0) body.Append(',');
            var head = Head($"b{index % BodiesPerRun}-s{i}", words, i);
            body.Append(head).Append(words.Text(StepBytes - head.Length - 2)).Append("\"}");
        }

        return Encoding.UTF8.GetBytes(body.Append("]}").ToString());
    }

    /// <summary>All of a step but the end of its output.</summary>
    private static string Head(string id, Words words, int index)
    {
        var second = (index / 10 % 60).ToString("D2", CultureInfo.InvariantCulture);
        var common = $"{{\"step_id\":\"{id}\",\"started_at\":\"2026-02-11T10:15:{second}.{index % 10}Z\",\"ended_at\":\"2026-02-11T10:16:{second}.25Z\","
            + "\"service\":\"research\",\"agent\":\"researcher\",\"env\":\"prod\",";
        var question = words.Text(160);
        return (index % 5) switch
        {
            0 or 1 => $"{common}\"kind\":\"model\",\"name\":\"chat gpt-4o-mini\",\"model\":\"gpt-4o-mini\",\"provider\":\"openai\","
                + $"\"usage\":{{\"input\":{words.Number(4000)},\"output\":{words.Number(900)}}},\"model_config\":{{\"temperature\":0.2}},"
                + $"\"messages\":[{{\"role\":\"system\",\"content\":\"Answer briefly.\"}},{{\"role\":\"user\",\"content\":\"{question}\"}}],\"output\":\"",
            2 or 3 => $"{common}\"kind\":\"tool\",\"name\":\"execute_tool\",\"tool\":\"{Tools[words.Number(Tools.Length)]}\",\"tool_call_id\":\"call_{index}\","
                + $"\"input\":{{\"query\":\"{question}\",\"limit\":{words.Number(20)}}},\"output\":\"",
            _ => $"{common}\"kind\":\"chain\",\"name\":\"plan\",\"attributes\":{{\"attempt\":{words.Number(4)},\"node\":\"planner\"}},\"input\":\"{question}\",\"output\":\"",
        };
    }
}
