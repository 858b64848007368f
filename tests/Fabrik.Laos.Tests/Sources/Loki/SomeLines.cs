using Fabrik.Core.Time;
using Fabrik.Laos.Tests.Doubles.Loki;

namespace Fabrik.Laos.Tests.Sources.Loki;

/// <summary>Log lines a second apart; every fifth reports an error.</summary>
internal static class SomeLines
{
    public static readonly Dictionary<string, string> Service = new() { ["service_name"] = "checkout" };

    public static IEnumerable<StoredLine> Labelled(int count, string run = "run-1", string label = "run_id") =>
        Lines(count, i => Text(i), new Dictionary<string, string>(Service) { [label] = run });

    public static IEnumerable<StoredLine> WithMetadata(int count, string run = "run-1", string label = "run_id") =>
        Lines(count, i => Text(i), Service, new Dictionary<string, string> { [label] = run });

    public static IEnumerable<StoredLine> WithJson(int count, string run = "run-1", string field = "run_id") =>
        Lines(count, i => $$"""{"level":"{{Text(i).Split(' ')[0]}}","{{field}}":"{{run}}","msg":"order {{i}}","code":"E{{i % 3}}"}""", Service);

    public static IEnumerable<StoredLine> Lines(
        int count, Func<int, string> text, IReadOnlyDictionary<string, string> stream, IReadOnlyDictionary<string, string>? metadata = null) =>
        Enumerable.Range(0, count).Select(i => new StoredLine(
            SomeRequest.Since.Add(TimeSpan.FromSeconds(i % 590)), text(i), stream, metadata ?? new Dictionary<string, string>()));

    public static string Text(int index) => index % 5 == 0 ? $"error order {index} failed" : $"info order {index} placed";
}
