namespace Fabrik.Laos.Sources.Sentry;

/// <summary>One way of reading errors; servers differ in which they have.</summary>
internal interface IErrorReader
{
    /// <summary>Null where the server does not know this way.</summary>
    Task<ErrorReading?> ReadAsync(ErrorQuestion question, CancellationToken cancellation);
}
