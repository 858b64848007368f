using System.Runtime.InteropServices;

namespace Fabrik.Cli.Verbs.Laos;

/// <summary>Ctrl-C for the second time: the first one is the command line's own and ends the work cleanly.</summary>
internal sealed class SecondInterrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _registration;
    private int _seen;

    private SecondInterrupt() => _registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, Seen);

    public CancellationToken Token => _source.Token;

    public static SecondInterrupt Listen() => new();

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }

    private void Seen(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (Interlocked.Increment(ref _seen) == 2) _source.Cancel();
    }
}
