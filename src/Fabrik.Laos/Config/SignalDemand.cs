namespace Fabrik.Laos.Config;

/// <summary>Whether a signal must be there for a pass; the names are the file's words.</summary>
public enum SignalDemand
{
    /// <summary>Not looked at.</summary>
    False,

    /// <summary>Used where it is there.</summary>
    Optional,

    /// <summary>Without it, complete, nothing passes.</summary>
    True,
}
