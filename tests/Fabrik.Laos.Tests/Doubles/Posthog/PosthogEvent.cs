namespace Fabrik.Laos.Tests.Doubles.Posthog;

internal sealed record PosthogEvent(string Name, DateTimeOffset At, IReadOnlyDictionary<string, string> Properties)
{
    public string? Of(string property) => Properties.GetValueOrDefault(property);
}
