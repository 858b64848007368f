namespace Fabrik.Llm.Serving;

/// <summary>
/// Waits that add up: each one is measured from the beginning, so what a timer rounds away or oversleeps is made good by
/// the next. A rate over a thousand a second is kept on average, several pieces at a time.
/// </summary>
internal sealed class Pace(TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private readonly long _started = time.GetTimestamp();
    private TimeSpan _due;

    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    public async Task WaitAsync(TimeSpan wait, CancellationToken cancellation)
    {
        _due += wait;
        if (_due - Elapsed is var left && left >= Shortest) await Task.Delay(left, time, cancellation);
    }
}
