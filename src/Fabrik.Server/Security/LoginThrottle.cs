using System.Net;

namespace Fabrik.Server.Security;

/// <summary>Slows guessing of login links: so many failures an address and minute, then none are looked at.</summary>
internal sealed class LoginThrottle(TimeProvider time)
{
    public const int FailuresPerWindow = 20;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private const int MaxAddresses = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _failures = [];
    private DateTimeOffset _windowEnd;

    public bool Allows(IPAddress address)
    {
        lock (_gate)
        {
            StartWindowIfDue();
            return _failures.GetValueOrDefault(address) < FailuresPerWindow;
        }
    }

    public void Failed(IPAddress address)
    {
        lock (_gate)
        {
            StartWindowIfDue();
            if (_failures.Count < MaxAddresses || _failures.ContainsKey(address)) _failures[address] = _failures.GetValueOrDefault(address) + 1;
        }
    }

    private void StartWindowIfDue()
    {
        var now = time.GetUtcNow();
        if (now < _windowEnd) return;
        _windowEnd = now + Window;
        _failures.Clear();
    }
}
