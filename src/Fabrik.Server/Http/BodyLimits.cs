namespace Fabrik.Server.Http;

/// <summary>How much of a request is read, in bytes.</summary>
internal static class BodyLimits
{
    public const int Sent = 8 * 1024 * 1024;
    public const int Inflated = 64 * 1024 * 1024;

    /// <summary>For the small bodies that declare and finish runs.</summary>
    public const int Small = 256 * 1024;
}
