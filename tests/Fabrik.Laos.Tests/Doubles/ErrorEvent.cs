namespace Fabrik.Laos.Tests.Doubles;

/// <summary>An error event as the trackers' doubles keep it.</summary>
internal sealed record ErrorEvent(string Type, string Message, DateTimeOffset At, IReadOnlyDictionary<string, string> Tags)
{
    public string? Culprit { get; init; }

    public string? Environment { get; init; }

    public string? Trace { get; init; }

    public Guid Id { get; init; } = Guid.NewGuid();

    public string Title => Type.Length == 0 ? Message : $"{Type}: {Message}";

    public static ErrorEvent Of(string run, string type = "DbError", string message = "timeout", DateTimeOffset? at = null) =>
        new(type, message, at ?? Some.Start.AddMinutes(1), new Dictionary<string, string> { ["run_id"] = run });
}
