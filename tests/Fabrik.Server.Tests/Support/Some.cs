namespace Fabrik.Server.Tests.Support;

/// <summary>Bodies for tests that don't care what is in them.</summary>
internal static class Some
{
    public const string Start = "2026-02-11T10:15:00Z";

    public static string Step(string id = "s1", string kind = "tool", string more = "") =>
        $$"""{"step_id":"{{id}}","kind":"{{kind}}","name":"search","started_at":"{{Start}}"{{(more.Length > 0 ? "," + more : "")}}}""";

    public static string Steps(params string[] steps) => $$"""{"steps":[{{string.Join(',', steps)}}]}""";

    public static string Steps(int count) => Steps([.. Enumerable.Range(0, count).Select(i => Step($"s{i}"))]);
}
