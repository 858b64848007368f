namespace Fabrik.Store.Postgres;

/// <summary>The database or the role is not fit to serve: the message says what is wrong and what to do.</summary>
public sealed class PostgresSetupException : Exception
{
    public PostgresSetupException(string message)
        : base(message)
    {
    }

    public PostgresSetupException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
