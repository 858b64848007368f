using System.Globalization;
using System.Text;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Bench.Seeding;

/// <summary>
/// Runs as a busy tenant has them, by number: 20 services of falling size, each with its own agents, three of the models and
/// four of the tools; three environments, a release a service every few days, sessions of three runs, teams, 2,000 customers; 95 % ended well.
/// They start evenly over 90 days.
/// </summary>
internal static class SeededRuns
{
    public const int Services = 20;
    public const int Customers = 2000;
    public static readonly UnixTime First = UnixTime.From(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    public static readonly TimeSpan Span = TimeSpan.FromDays(90);
    private const int Releases = 40;
    private static readonly StepId Root = StepId.Parse("m");
    private static readonly string[] Environments = ["prod", "prod", "prod", "prod", "prod", "prod", "prod", "staging", "staging", "dev"];
    private static readonly byte[] Payload = Encoding.UTF8.GetBytes("""{"input":{"query":"weather in the city"},"output":"ok"}""");

    public static string Service(int service) => $"service-{service}";

    public static string Model(int service, int which) => $"model-{((service * 2) + which) % 12}";

    public static string Tool(int service, int which) => $"tool-{((service * 3) + which) % 40}";

    public static string Release(int release) => $"2026.{release}";

    public static string Customer(int customer) => $"c{customer}";

    public static string Team(int service) => $"team-{service % 6}";

    public static RunGroup Of(int number, int total)
    {
        var random = new Random(number);

        // The smaller of two draws: the first service has a tenth of the runs, the last next to none.
        var service = Math.Min(random.Next(Services), random.Next(Services));
        var start = First.Add(Span * ((double)number / total));
        var end = start.Add(TimeSpan.FromSeconds(1 + random.Next(60)));
        return new RunGroup
        {
            Run = RunId.Parse($"agent-{service}-{number.ToString("x8", CultureInfo.InvariantCulture)}"),
            Facts = Facts(number, total, service, random),
            Steps = [Step(random, service, start, StepKind.Model), Step(random, service, start, StepKind.Tool)],
            Ends = End(random, end) is { } ended ? [new RootEnd(Root, ended)] : [],
        };
    }

    private static RunFacts Facts(int number, int total, int service, Random random) => new()
    {
        Name = "answer a question",
        Service = Service(service),
        Agent = $"agent-{service}-{random.Next(2)}",
        Env = Environments[random.Next(Environments.Length)],
        Release = Release((int)((long)number * Releases / total)),
        SessionId = $"session-{number / 3}",
        Tags = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["customer"] = Customer(random.Next(Customers)),
            ["team"] = Team(service),
            ["tier"] = random.Next(10) < 8 ? "free" : "pro",
        },
    };

    private static Step Step(Random random, int service, UnixTime start, StepKind kind) => new()
    {
        Id = StepId.Parse(kind == StepKind.Model ? "m" : "t"),
        Kind = kind,
        Name = kind == StepKind.Model ? "chat" : "execute_tool",
        Status = StepStatus.Ok,
        StartedAt = start,
        EndedAt = start.Add(TimeSpan.FromMilliseconds(10 + random.Next(900))),
        Model = kind == StepKind.Model ? Model(service, random.Next(3)) : null,
        Tool = kind == StepKind.Tool ? Tool(service, random.Next(4)) : null,
        Usage = kind == StepKind.Model ? new TokenUsage(random.Next(4000), 0, 0, random.Next(900), 0) : null,
        Provenance = "rest",
        Payload = Payload,
    };

    private static RunEnd? End(Random random, UnixTime at) => random.Next(200) switch
    {
        0 => null,
        1 => new RunEnd(RunStatus.Interrupted, at, Declared: false),
        < 10 => new RunEnd(RunStatus.Failed, at, Declared: false, new StepError("Timeout", "the tool did not answer")),
        _ => new RunEnd(RunStatus.Ok, at, Declared: false),
    };
}
