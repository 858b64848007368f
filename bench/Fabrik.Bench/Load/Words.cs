namespace Fabrik.Bench.Load;

/// <summary>Plain words in a fixed random order: text as agents write it, so that detectors and compression work as they would.</summary>
internal sealed class Words(int seed)
{
    private static readonly string[] All =
        ("the agent reads a page and compares two prices before it answers because the first source was old and another tool had failed "
        + "weather report city travel plan hotel booking number table column result search query document passage summary translate invoice "
        + "customer order shipping delay refund policy contract clause deadline meeting calendar reminder message reply draft review code "
        + "function test error retry budget limit response latency cost token model context window memory step run trace span event log")
        .Split(' ');

    private readonly Random _random = new(seed);

    /// <summary>Exactly so many ASCII characters.</summary>
    public string Text(int length)
    {
        var text = new System.Text.StringBuilder(length + 16);
        while (text.Length < length) text.Append(All[_random.Next(All.Length)]).Append(' ');
        return text.ToString(0, Math.Max(length, 0));
    }

    public int Number(int below) => _random.Next(below);
}
