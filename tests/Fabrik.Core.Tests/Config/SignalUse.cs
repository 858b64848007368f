namespace Fabrik.Core.Tests.Config;

public enum SignalUse
{
    True,
    False,
    Optional,
}
