namespace Fabrik.Laos.Config;

/// <summary>Whether a signal must be there: <c>true</c>, <c>optional</c> or <c>false</c> in the file.</summary>
public enum SignalDemand
{
    Off,
    Optional,
    Required,
}
